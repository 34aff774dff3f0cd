package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationStatisticTest {

  private static LabelSample sample(int rows, long seed) {
    Random random = new Random(seed);
    double[] p = new double[rows];
    boolean[] y = new boolean[rows];
    String[] patients = new String[rows];
    for (int i = 0; i < rows; i++) {
      double logit = 2 * random.nextGaussian() - 1;
      y[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit));
      p[i] = 1 / (1 + Math.exp(-1.4 * logit - 0.2));
      patients[i] = "p" + i / 2;
    }
    return new LabelSample(p, p, y, patients);
  }

  @Test
  void fewProbabilitiesAreTakenExactly() {
    LabelSample sample = sample(400, 61);
    PatientIndex index = PatientIndex.of(sample.patients(), sample.positives());
    int[] numbers = index.numbers(sample.patients());
    Random random = new Random(62);
    for (int trial = 0; trial < 20; trial++) {
      int[] weights = random.ints(index.size(), 0, 4).toArray();
      int[] counts = new int[numbers.length];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = weights[numbers[i]];
      }
      double[] found = new double[3];
      new CalibrationStatistic(sample, index).of(weights, found);
      double[] p = sample.scores();
      boolean[] y = sample.positives();
      assertThat(found[0]).isCloseTo(CalibrationError.sample(p, y).of(counts), within(1e-12));
      assertThat(found[1]).isCloseTo(CalibrationLine.slopeSample(p, y).of(counts), within(1e-6));
      assertThat(found[2])
          .isCloseTo(CalibrationLine.interceptSample(p, y).of(counts), within(1e-6));
    }
  }

  @Test
  void manyProbabilitiesMoveAnIntervalByLessThanAnotherSeedDoes() {
    LabelSample sample = sample(20_000, 63);
    double[] p = sample.scores();
    boolean[] y = sample.positives();
    CalibrationMeasures found =
        LabelEvaluation.of(sample, new double[0], Double.NaN, true, new PatientBootstrap(200, 1))
            .calibration();
    assertThat(found.error().value()).isEqualTo(CalibrationError.of(p, y));
    assertThat(found.slope().value()).isEqualTo(CalibrationLine.of(p, y).slope());
    List<Interval> exact =
        new PatientBootstrap(200, 1)
            .intervals(
                sample.patients(),
                y,
                List.of(
                    CalibrationError.sample(p, y),
                    CalibrationLine.slopeSample(p, y),
                    CalibrationLine.interceptSample(p, y)));
    near(found.error().ci95(), exact.get(0), 2e-4);
    near(found.slope().ci95(), exact.get(1), 1e-3);
    near(found.intercept().ci95(), exact.get(2), 1e-3);
  }

  private static void near(Interval found, Interval exact, double tolerance) {
    assertThat(found.low()).isCloseTo(exact.low(), within(tolerance));
    assertThat(found.high()).isCloseTo(exact.high(), within(tolerance));
  }

  /** Replicates 0.30 to 0.50 about 0.40 stand 0.07 higher than the value they are of. */
  @Test
  void theIntervalOfADistanceIsMovedByWhatResamplingAdds() {
    double[] values = new double[201];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.3 + 0.001 * i;
    }
    Interval interval = Replicates.of(values).centredInterval(0.33);
    assertThat(interval.low()).isCloseTo(0.305 - 0.07, within(1e-12));
    assertThat(interval.high()).isCloseTo(0.495 - 0.07, within(1e-12));
    assertThat(Replicates.of(values).centredInterval(0.05).low()).isZero();
  }
}
