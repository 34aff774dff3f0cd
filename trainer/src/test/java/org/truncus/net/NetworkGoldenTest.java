package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/**
 * Whole networks against torchvision's and PyTorch's layers in float64 ({@code
 * make_network_golden.py}), at every cut and at the logits. Weights and image are formulas, so that
 * both sides have them without a file.
 */
class NetworkGoldenTest {

  private static final double TOLERANCE = 1e-4;
  private static final int OUTPUTS = 3;
  private static final int VALUES = 8;

  /** What the reference says of one layer. */
  private record Row(
      String backbone, String layer, int size, double mean, double largest, List<Double> values) {}

  static Stream<String> backbones() throws IOException {
    return golden().stream().map(Row::backbone).distinct();
  }

  @ParameterizedTest
  @MethodSource("backbones")
  void everyCutEqualsTheReference(String name) throws IOException {
    Backbone backbone = Backbones.byName(name);
    List<Row> rows = golden().stream().filter(row -> row.backbone().equals(name)).toList();
    List<String> layers = new ArrayList<>(backbone.cuts().stream().map(backbone::tap).toList());
    layers.add(Network.HEAD);
    assertThat(rows).extracting(Row::layer).isEqualTo(layers);
    Network network = backbone.network(new NetworkSpec(name, "full", OUTPUTS));
    Map<String, WeightTensor> weights = new LinkedHashMap<>();
    network.weights().forEach(spec -> weights.put(spec.name(), weight(spec)));
    int imageSize = name.endsWith("-valid") ? 128 : 64;
    Map<String, float[]> outputs =
        Inference.run(network, weights, image(imageSize), imageSize, layers);
    rows.forEach(row -> compare(row, outputs.get(row.layer())));
  }

  private static void compare(Row row, float[] actual) {
    assertThat(actual).as(row.layer()).hasSize(row.size());
    double sum = 0;
    for (float value : actual) {
      sum += value;
    }
    Offset<Double> tolerance = Offset.offset(TOLERANCE * row.largest());
    assertThat(sum / row.size()).as("mean of %s", row.layer()).isCloseTo(row.mean(), tolerance);
    for (int k = 0; k < VALUES; k++) {
      assertThat((double) actual[k * 7919 % row.size()])
          .as("%s, value %d", row.layer(), k)
          .isCloseTo(row.values().get(k), tolerance);
    }
  }

  /** Kernels keep the variance of what a rectifier lets pass; the others stay near their start. */
  private static WeightTensor weight(WeightSpec spec) {
    CRC32 crc = new CRC32();
    crc.update(spec.name().getBytes(StandardCharsets.UTF_8));
    float[] values = new float[Math.toIntExact(spec.size())];
    int outputs = spec.shape()[spec.shape().length - 1];
    int fan = values.length / outputs;
    double bound = Math.sqrt(6.0 / fan);
    String kind = spec.name().substring(spec.name().indexOf('.') + 1);
    for (int i = 0; i < values.length; i++) {
      double u = uniform(crc.getValue() + i + 1);
      values[i] =
          (float)
              switch (kind) {
                case "kernel" -> (2 * u - 1) * bound;
                case "gamma" -> 0.5 + u;
                case "moving_variance" -> 0.5 + 1.5 * u;
                default -> (u - 0.5) * 0.4;
              };
    }
    return new WeightTensor(spec.name(), spec.shape(), values);
  }

  /** SplitMix64: the upper 24 bits, in [0,1). */
  private static double uniform(long index) {
    long z = index * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 40) / (double) (1 << 24);
  }

  private static float[] image(int size) {
    float[] image = new float[size * size * 3];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int c = 0; c < 3; c++) {
          image[(i * size + j) * 3 + c] = (i * 31 + j * 17 + c * 7) % 256 / 127.5f - 1;
        }
      }
    }
    return image;
  }

  private static List<Row> golden() throws IOException {
    try (InputStream in = NetworkGoldenTest.class.getResourceAsStream("network-golden.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> row(line.split(",", -1)))
          .toList();
    }
  }

  private static Row row(String[] cells) {
    List<Double> values = new ArrayList<>();
    for (int k = 0; k < VALUES; k++) {
      values.add(Double.valueOf(cells[7 + k]));
    }
    return new Row(
        cells[0],
        cells[1],
        Integer.parseInt(cells[2]) * Integer.parseInt(cells[3]) * Integer.parseInt(cells[4]),
        Double.parseDouble(cells[5]),
        Double.parseDouble(cells[6]),
        values);
  }
}
