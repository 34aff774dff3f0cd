package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightTensor;

/**
 * The whole way from a photograph to a class of ImageNet: preprocessing, imported weights, network.
 */
class KittenTest {

  private static final int FIRST_CAT = 281;
  private static final int LAST_CAT = 285;

  @ParameterizedTest
  @ValueSource(strings = {"mobilenet_v1_0.25_224_tf.h5", "mobilenet_v1_0.25_224_tfjs/model.json"})
  void anImportedNetworkSeesACat(String file) throws IOException {
    Path weightFile = RealData.file("weights/" + file);
    Path photograph = RealData.file("photos/kitten.jpg");
    Network network = MobileNetGoldenTest.withClassifier();
    Map<String, WeightTensor> weights = MobileNetGoldenTest.weights(weightFile, network);
    float[] input = preprocess(ImageIO.read(photograph.toFile()));
    float[] logits =
        Inference.run(network, weights, input, 224, List.of(Network.HEAD)).get(Network.HEAD);
    int best = 0;
    for (int i = 0; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    assertThat(best).as("class of highest score").isBetween(FIRST_CAT, LAST_CAT);
  }

  private static float[] preprocess(BufferedImage photo) {
    float[] rgb = new float[photo.getHeight() * photo.getWidth() * 3];
    for (int i = 0; i < rgb.length; i++) {
      int pixel = photo.getRGB(i / 3 % photo.getWidth(), i / 3 / photo.getWidth());
      rgb[i] = (pixel >> (16 - 8 * (i % 3)) & 0xff) / 255f;
    }
    Preprocessing preprocessing = Preprocessing.mobilenet(224, 3, Fit.CROP);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> image =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, 3)));
      Operand<TFloat32> fitted = PreprocessGraph.fit(tf, image, preprocessing);
      Operand<TFloat32> normalised =
          PreprocessGraph.normalise(tf, tf.expandDims(fitted, tf.constant(0)), preprocessing);
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(1));
          TFloat32 value = Tensors.of(rgb, photo.getHeight(), photo.getWidth(), 3);
          Result result = session.runner().feed(image, value).fetch(normalised).run()) {
        return Tensors.values((TFloat32) result.get(0));
      }
    }
  }
}
