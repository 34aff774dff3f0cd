package org.truncus.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.truncus.json.Json;

/** Golden values: {@code make_temperature.py} beside {@code temperature.json}. */
class TemperatureScalingTest {

  record Binary(
      double distortion,
      List<Double> logits,
      List<Boolean> positives,
      double temperature,
      double nllBefore,
      double nllAfter,
      double brierBefore,
      double brierAfter) {

    double[] z() {
      return logits.stream().mapToDouble(Double::doubleValue).toArray();
    }

    boolean[] y() {
      boolean[] y = new boolean[positives.size()];
      for (int i = 0; i < y.length; i++) {
        y[i] = positives.get(i);
      }
      return y;
    }
  }

  record Multiclass(
      double distortion,
      List<List<Double>> logits,
      List<Integer> classes,
      double temperature,
      double nllBefore,
      double nllAfter) {

    double[][] z() {
      return logits.stream()
          .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
          .toArray(double[][]::new);
    }

    int[] y() {
      return classes.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  record Golden(List<Binary> binary, List<Multiclass> multiclass) {}

  @Test
  void sigmoidAgreesWithScipy() throws IOException {
    for (Binary golden : golden().binary()) {
      double t = TemperatureScaling.fit(golden.z(), golden.y());

      assertThat(t).isCloseTo(golden.temperature(), within(1e-6));
      assertThat(SigmoidLikelihood.nll(golden.z(), golden.y(), 1))
          .isCloseTo(golden.nllBefore(), within(1e-9));
      assertThat(SigmoidLikelihood.nll(golden.z(), golden.y(), 1 / t))
          .isCloseTo(golden.nllAfter(), within(1e-9))
          .isLessThanOrEqualTo(golden.nllBefore());
    }
  }

  @Test
  void softmaxAgreesWithScipy() throws IOException {
    for (Multiclass golden : golden().multiclass()) {
      double t = TemperatureScaling.fit(golden.z(), golden.y());

      assertThat(t).isCloseTo(golden.temperature(), within(1e-6));
      assertThat(SoftmaxLikelihood.nll(golden.z(), golden.y(), 1))
          .isCloseTo(golden.nllBefore(), within(1e-9));
      assertThat(SoftmaxLikelihood.nll(golden.z(), golden.y(), 1 / t))
          .isCloseTo(golden.nllAfter(), within(1e-9));
    }
  }

  @Test
  void recoversTheDistortionOfManyRows() {
    SplittableRandom random = new SplittableRandom(7);
    double[] logits = new double[40_000];
    boolean[] positives = new boolean[logits.length];
    for (int i = 0; i < logits.length; i++) {
      double honest = 6 * random.nextDouble() - 3.5;
      positives[i] = random.nextDouble() < Logits.sigmoid(honest);
      logits[i] = 2.5 * honest;
    }

    double t = TemperatureScaling.fit(logits, positives);

    assertThat(t).isCloseTo(2.5, within(0.06));
    assertThat(SigmoidLikelihood.nll(logits, positives, 1 / t))
        .isLessThan(SigmoidLikelihood.nll(logits, positives, 1) - 0.05);
  }

  @Test
  void twoClassesOfASoftmaxAreASigmoidOfTheDifference() throws IOException {
    Binary golden = golden().binary().get(0);
    double[][] rows =
        Arrays.stream(golden.z()).mapToObj(z -> new double[] {0, z}).toArray(double[][]::new);
    int[] classes = new int[rows.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = golden.y()[i] ? 1 : 0;
    }

    assertThat(TemperatureScaling.fit(rows, classes))
        .isCloseTo(TemperatureScaling.fit(golden.z(), golden.y()), within(1e-9));
  }

  @Test
  void refusesScoresThatSeparate() {
    assertThatThrownBy(
            () ->
                TemperatureScaling.fit(
                    new double[] {-2, -1, 1, 2}, new boolean[] {false, false, true, true}))
        .isInstanceOf(UnfittableException.class)
        .hasMessageContaining("separate");
  }

  @Test
  void refusesScoresThatFallWithTheFinding() {
    assertThatThrownBy(
            () ->
                TemperatureScaling.fit(
                    new double[] {-2, 1, -1, 2}, new boolean[] {true, false, true, false}))
        .isInstanceOf(UnfittableException.class)
        .hasMessageContaining("do not rise");
    assertThatThrownBy(
            () -> TemperatureScaling.fit(new double[] {0, 0}, new boolean[] {true, false}))
        .isInstanceOf(UnfittableException.class);
    assertThatThrownBy(() -> TemperatureScaling.fit(new double[0], new boolean[0]))
        .isInstanceOf(UnfittableException.class);
  }

  private static Golden golden() throws IOException {
    try (InputStream in = TemperatureScalingTest.class.getResourceAsStream("temperature.json")) {
      return Json.mapper().readValue(in, Golden.class);
    }
  }
}
