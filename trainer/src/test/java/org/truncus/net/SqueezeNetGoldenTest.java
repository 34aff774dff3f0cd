package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.truncus.weights.WeightImport;
import org.truncus.weights.WeightTensor;

/**
 * SqueezeNet 1.1 with its real weights against an independent implementation in numpy ({@code
 * make_squeezenet_golden.py}) after every fire module.
 */
class SqueezeNetGoldenTest {

  private static final int SIZE = 224;
  private static final double TOLERANCE = 1e-4;
  private static final float[] MEANS = {103.939f, 116.779f, 123.68f};
  private static final String FILE =
      "weights/squeezenet_weights_tf_dim_ordering_tf_kernels_notop.h5";

  @Test
  void activationsEqualNumpysAfterEveryFireModule() throws IOException {
    Path file = RealData.file(FILE);
    Network network = Backbones.network(new NetworkSpec("squeezenet-1.1", "full", 1));
    List<String[]> golden = golden();
    List<String> layers = golden.stream().map(row -> row[0]).toList();
    assertThat(layers).hasSize(8).endsWith(network.featureLayer());
    Map<String, float[]> outputs =
        Inference.run(network, weights(file, network), image(), SIZE, layers);
    golden.forEach(row -> compare(row, outputs.get(row[0])));
  }

  private static void compare(String[] row, float[] actual) {
    int size = Integer.parseInt(row[1]) * Integer.parseInt(row[2]) * Integer.parseInt(row[3]);
    assertThat(actual).as(row[0]).hasSize(size);
    double sum = 0;
    for (float value : actual) {
      sum += value;
    }
    Offset<Double> tolerance = Offset.offset(TOLERANCE * Double.parseDouble(row[5]));
    assertThat(sum / size)
        .as("mean of %s", row[0])
        .isCloseTo(Double.parseDouble(row[4]), tolerance);
    for (int k = 0; k < 8; k++) {
      assertThat((double) actual[k * 7919 % size])
          .as("%s, value %d", row[0], k)
          .isCloseTo(Double.parseDouble(row[6 + k]), tolerance);
    }
  }

  private static Map<String, WeightTensor> weights(Path file, Network network) {
    Map<String, WeightTensor> weights =
        new HashMap<>(WeightImport.load(file, network.weightTarget()).tensors());
    network.headWeights().forEach(spec -> weights.put(spec.name(), spec.initial(1)));
    return weights;
  }

  /** Blue, green, red minus the means, as the weights were trained. */
  private static float[] image() {
    float[] image = new float[SIZE * SIZE * 3];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        for (int c = 0; c < 3; c++) {
          image[(i * SIZE + j) * 3 + c] = (i * 31 + j * 17 + c * 7) % 256 - MEANS[c];
        }
      }
    }
    return image;
  }

  private static List<String[]> golden() throws IOException {
    try (InputStream in =
        SqueezeNetGoldenTest.class.getResourceAsStream("squeezenet-1.1-golden.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(",", -1))
          .toList();
    }
  }
}
