package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.WeightFile;
import org.truncus.weights.WeightFiles;
import org.truncus.weights.WeightImport;
import org.truncus.weights.WeightTensor;

/**
 * The imported MobileNet v1 0.25 against an independent implementation in numpy ({@code
 * make_mobilenet_golden.py}) at every block end and at the classifier, which is added here only.
 */
class MobileNetGoldenTest {

  private static final int SIZE = 224;
  private static final double TOLERANCE = 1e-4;
  private static final String FILE = "weights/mobilenet_v1_0.25_224_tf.h5";

  @Test
  void activationsEqualNumpysAtEveryBlockEnd() throws IOException {
    Path file = RealData.file(FILE);
    Network network = withClassifier();
    Map<String, WeightTensor> weights = weights(file, network);
    List<String[]> golden = golden();
    List<String> layers = new ArrayList<>();
    golden.forEach(row -> layers.add(layer(row[0])));
    Map<String, float[]> outputs = Inference.run(network, weights, image(), SIZE, layers);
    FoldedNetwork folded = FoldedNetwork.of(network, weights);
    Map<String, float[]> foldedOutputs =
        Inference.run(folded.network(), folded.tensors(), image(), SIZE, layers);
    for (String[] row : golden) {
      compare(row, outputs.get(layer(row[0])));
      compare(row, foldedOutputs.get(layer(row[0])));
    }
    assertThat(golden).hasSize(15);
  }

  private static void compare(String[] row, float[] actual) {
    int size = Integer.parseInt(row[1]) * Integer.parseInt(row[2]) * Integer.parseInt(row[3]);
    assertThat(actual).as(row[0]).hasSize(size);
    double largest = Double.parseDouble(row[5]);
    double sum = 0;
    for (float value : actual) {
      sum += value;
    }
    Offset<Double> tolerance = Offset.offset(TOLERANCE * largest);
    assertThat(sum / size)
        .as("mean of %s", row[0])
        .isCloseTo(Double.parseDouble(row[4]), tolerance);
    for (int k = 0; k < 8; k++) {
      assertThat((double) actual[k * 7919 % size])
          .as("%s, value %d", row[0], k)
          .isCloseTo(Double.parseDouble(row[6 + k]), tolerance);
    }
  }

  private static String layer(String name) {
    return name.equals("conv_preds") ? Network.HEAD : name;
  }

  /** The network of the file, its classifier of 1,000 classes in the place of our head. */
  static Network withClassifier() {
    return Backbones.network(new NetworkSpec("mobilenet-v1-0.25", "full", 1000));
  }

  /** Imported weights, and the classifier, a 1×1 convolution, as a dense layer. */
  static Map<String, WeightTensor> weights(Path path, Network network) {
    WeightFile file = WeightFiles.open(path);
    Map<String, WeightTensor> weights =
        new HashMap<>(WeightImport.map(file, network.weightTarget()).tensors());
    Map<String, StoredTensor> all = file.tensors();
    weights.put(
        "probs.kernel",
        new WeightTensor(
            "probs.kernel", new int[] {256, 1000}, all.get("conv_preds.kernel").read().values()));
    weights.put("probs.bias", all.get("conv_preds.bias").read().withName("probs.bias"));
    return weights;
  }

  private static float[] image() {
    float[] image = new float[SIZE * SIZE * 3];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        for (int c = 0; c < 3; c++) {
          image[(i * SIZE + j) * 3 + c] = (i * 31 + j * 17 + c * 7) % 256 / 127.5f - 1;
        }
      }
    }
    return image;
  }

  private static List<String[]> golden() throws IOException {
    try (InputStream in =
        MobileNetGoldenTest.class.getResourceAsStream("golden/mobilenet-0.25.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(",", -1))
          .toList();
    }
  }
}
