package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.json.Json;
import org.truncus.problem.UsageException;

/** Resizing against Pillow ({@code make_resize_golden.py}), normalisation against arithmetic. */
class PreprocessGraphTest {

  private static final Offset<Double> TOLERANCE = Offset.offset(2e-6);

  @Test
  void fitEqualsPillowsAntialiasedBilinearFilter() throws IOException {
    List<String[]> golden = golden();
    Map<String, float[]> fitted = new HashMap<>();
    for (String[] row : golden) {
      int height = Integer.parseInt(row[1]);
      int width = Integer.parseInt(row[2]);
      int size = Integer.parseInt(row[3]);
      String[] fit = row[0].split("@", 2);
      Preprocessing preprocessing =
          Preprocessing.torch(size, 3, Fit.valueOf(fit[0]))
              .withCropFraction(fit.length == 1 ? 1 : Double.parseDouble(fit[1]));
      float[] values =
          fitted.computeIfAbsent(
              String.join(",", List.of(row).subList(0, 4)),
              key -> fit(preprocessing, image(height, width), height, width, 3));
      int at =
          (Integer.parseInt(row[5]) * size + Integer.parseInt(row[6])) * 3
              + Integer.parseInt(row[4]);
      assertThat((double) values[at])
          .as(String.join(",", row))
          .isCloseTo(Double.parseDouble(row[7]), TOLERANCE);
    }
    assertThat(fitted).hasSize(18);
  }

  @Test
  void greyImagesKeepOneChannelUntilNormalisation() {
    Preprocessing preprocessing = Preprocessing.torch(2, 1, Fit.STRETCH);
    float[] grey = {0, 0.25f, 0.5f, 1};
    assertThat(fit(preprocessing, grey, 2, 2, 1)).containsExactly(grey);
    float[] normalised = normalise(preprocessing, grey, 2, 2, 1);
    assertThat(normalised).hasSize(12);
    assertThat((double) normalised[3]).isCloseTo((0.25 - 0.485) / 0.229, TOLERANCE);
    assertThat((double) normalised[4]).isCloseTo((0.25 - 0.456) / 0.224, TOLERANCE);
    assertThat((double) normalised[5]).isCloseTo((0.25 - 0.406) / 0.225, TOLERANCE);
  }

  @Test
  void caffeOrderIsBlueGreenRed() {
    float[] pixel = {0.2f, 0.4f, 0.6f};
    float[] normalised = normalise(Preprocessing.caffe(1, 3, Fit.STRETCH), pixel, 1, 1, 3);
    Offset<Float> tolerance = Offset.offset(1e-4f);
    assertThat(normalised[0]).isCloseTo(0.6f * 255 - 103.939f, tolerance);
    assertThat(normalised[1]).isCloseTo(0.4f * 255 - 116.779f, tolerance);
    assertThat(normalised[2]).isCloseTo(0.2f * 255 - 123.68f, tolerance);
  }

  @Test
  void mobilenetScalesToMinusOneToOne() {
    float[] pixel = {0, 0.5f, 1};
    assertThat(normalise(Preprocessing.mobilenet(1, 3, Fit.STRETCH), pixel, 1, 1, 3))
        .containsExactly(-1, 0, 1);
  }

  @Test
  void preprocessingTravelsAsJson() throws IOException {
    Preprocessing preprocessing = Preprocessing.caffe(224, 1, Fit.PAD);
    Preprocessing read = Json.mapper().readValue(Json.write(preprocessing), Preprocessing.class);
    assertThat(read).isEqualTo(preprocessing);
  }

  @Test
  void impossibleChannelsAreRefused() {
    assertThatThrownBy(() -> Preprocessing.torch(224, 2, Fit.PAD))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("2");
  }

  private interface Build {
    Operand<TFloat32> build(Ops tf, Operand<TFloat32> input);
  }

  private static float[] fit(Preprocessing p, float[] image, int height, int width, int channels) {
    return run(
        (tf, input) -> PreprocessGraph.fit(tf, input, p),
        Shape.of(-1, -1, channels),
        image,
        height,
        width,
        channels);
  }

  private static float[] normalise(Preprocessing p, float[] images, long... shape) {
    long[] batch = {1, shape[0], shape[1], shape[2]};
    return run(
        (tf, input) -> PreprocessGraph.normalise(tf, input, p), Shape.of(batch), images, batch);
  }

  private static float[] run(Build build, Shape placeholder, float[] values, long... shape) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> input = tf.placeholder(TFloat32.class, Placeholder.shape(placeholder));
      Operand<TFloat32> output = build.build(tf, input);
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(1));
          TFloat32 value = Tensors.of(values, shape);
          Result result = session.runner().feed(input, value).fetch(output).run()) {
        return Tensors.values((TFloat32) result.get(0));
      }
    }
  }

  /** The formula of {@code make_resize_golden.py}, {@code [H,W,3]}. */
  private static float[] image(int height, int width) {
    float[] image = new float[height * width * 3];
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        for (int c = 0; c < 3; c++) {
          int value = (i * 31 + j * 17 + c * 7) * (i + 2 * j + 1) % 256;
          image[(i * width + j) * 3 + c] = value / 255f;
        }
      }
    }
    return image;
  }

  private static List<String[]> golden() throws IOException {
    try (InputStream in = PreprocessGraphTest.class.getResourceAsStream("resize-golden.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(",", -1))
          .toList();
    }
  }
}
