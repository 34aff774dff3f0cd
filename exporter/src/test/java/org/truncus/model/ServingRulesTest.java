package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;
import org.truncus.image.FloatImage;

/** TensorFlow's own loader takes the folder as it is, and TensorFlow Serving its warm-up file. */
class ServingRulesTest {

  private static final int SIZE = TinyPackages.SIZE;

  @TempDir static Path models;
  private static ModelPackage tiny;
  private static SavedModelBundle bundle;

  @BeforeAll
  static void load() {
    tiny = TinyPackages.publish(models);
    bundle = SavedModelBundle.load(tiny.folder().toString(), "serve");
  }

  @AfterAll
  static void close() {
    bundle.close();
  }

  @Test
  void theFolderHasTheLayoutOfTensorFlowServing() {
    assertThat(models.resolve("tiny/1/saved_model.pb")).isRegularFile();
    assertThat(models.resolve("tiny/1/variables")).isEmptyDirectory();
    assertThat(bundle.signatures().stream().map(signature -> signature.key()))
        .containsExactlyInAnyOrder("serving_default", "serving_image");
  }

  @Test
  void servingDefaultTakesABatch() {
    FloatImage image = TinyPackages.noise(3 * SIZE, SIZE, 1, 4);
    try (TFloat32 fed =
            TFloat32.tensorOf(
                Shape.of(3, SIZE, SIZE, 1), DataBuffers.of(image.samples(), true, false));
        var result = bundle.function("serving_default").call(Map.of("image", fed))) {
      assertThat(result.get("logits").orElseThrow().shape()).isEqualTo(Shape.of(3, 2));
      assertThat(result.get("probabilities").orElseThrow().shape()).isEqualTo(Shape.of(3, 2));
      assertThat(result.size()).isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"1,1", "1,9", "17,400", "24,24", "25,23", "641,3", "3000,2000"})
  void servingImageTakesAnySize(int height, int width) {
    FloatImage image = TinyPackages.noise(height, width, 1, height);
    try (TFloat32 fed =
            TFloat32.tensorOf(
                Shape.of(height, width, 1), DataBuffers.of(image.samples(), true, false));
        var result = bundle.function("serving_image").call(Map.of("image", fed))) {
      TFloat32 logits = (TFloat32) result.get("logits").orElseThrow();
      TFloat32 probabilities = (TFloat32) result.get("probabilities").orElseThrow();

      assertThat(probabilities.shape()).isEqualTo(Shape.of(1, 2));
      double expected = 1 / (1 + Math.exp(-logits.getFloat(0, 0) / TinyPackages.TEMPERATURES[0]));
      assertThat(probabilities.getFloat(0, 0)).isCloseTo((float) expected, within(1e-6f));
    }
  }

  @Test
  void warmUpRequestsCallBothSignatures() throws IOException {
    byte[] file = Files.readAllBytes(tiny.folder().resolve(WarmUpRequests.FILE));

    Map<String, TensorProto> requests = new LinkedHashMap<>();
    for (byte[] record : records(file)) {
      byte[] predict = field(record, 6);
      byte[] request = field(predict, 1);
      byte[] spec = field(request, 1);
      byte[] input = field(request, 2);
      assertThat(text(field(spec, 1))).isEqualTo("tiny");
      assertThat(text(field(input, 1))).isEqualTo("image");
      requests.put(text(field(spec, 3)), TensorProto.parseFrom(field(input, 2)));
    }

    assertThat(requests).containsOnlyKeys("serving_default", "serving_image");
    assertThat(requests.get("serving_default").getTensorShape().getDimList())
        .extracting(dim -> dim.getSize())
        .containsExactly(1L, (long) SIZE, (long) SIZE, 1L);
    assertThat(requests.get("serving_image").getTensorShape().getDimCount()).isEqualTo(3);
  }

  private static List<byte[]> records(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] record = new byte[Math.toIntExact(in.getLong())];
      in.getInt();
      in.get(record);
      in.getInt();
      records.add(record);
    }
    return records;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] field(byte[] message, int number) throws IOException {
    return UnknownFieldSet.parseFrom(message)
        .getField(number)
        .getLengthDelimitedList()
        .get(0)
        .toByteArray();
  }
}
