package org.truncus.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.truncus.metric.Confusion;
import org.truncus.metric.LabelSample;
import org.truncus.metric.WilsonInterval;

class TargetSensitivityTest {

  @Test
  void tenPositivesOfWhichNineMustBeFound() {
    double[] scores = {0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.1, 0.62, 0.5, 0.3, 0.2};
    boolean[] positives = new boolean[scores.length];
    Arrays.fill(positives, 0, 10, true);

    OperatingPoint point =
        new TargetSensitivity(0.90).choose("x", sample(scores, positives)).orElseThrow();

    assertThat(point.threshold()).isCloseTo(0.525, within(1e-12));
    assertThat(point.positive(0.55)).isTrue();
    assertThat(point.positive(0.5)).isFalse();
    assertThat(point.name()).isEqualTo("sensitivity-0.90");
    assertThat(point.sensitivity()).isEqualTo(0.9);
    assertThat(point.specificity()).isEqualTo(0.75);
    assertThat(point.ppv()).isEqualTo(0.9);
    assertThat(point.npv()).isEqualTo(0.75);
    assertThat(point.prevalence()).isCloseTo(10 / 14.0, within(1e-12));
    assertThat(point.ci95().sensitivity()).isEqualTo(WilsonInterval.of(9, 10));
    assertThat(point.ci95().specificity()).isEqualTo(WilsonInterval.of(3, 4));
  }

  @Test
  void sensitivityIsNotGivenAwayWhereItCostsNothing() {
    double[] scores = {0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93, 0.92, 0.91, 0.5, 0.3, 0.1};
    boolean[] positives = new boolean[scores.length];
    Arrays.fill(positives, 0, 10, true);

    OperatingPoint point =
        new TargetSensitivity(0.90).choose("x", sample(scores, positives)).orElseThrow();

    assertThat(point.threshold()).isCloseTo(0.4, within(1e-12));
    assertThat(point.sensitivity()).isEqualTo(1);
    assertThat(point.specificity()).isEqualTo(1);
  }

  @Test
  void noOtherThresholdIsBetter() {
    SplittableRandom random = new SplittableRandom(21);
    for (int round = 0; round < 50; round++) {
      double[] scores = new double[60];
      boolean[] positives = new boolean[60];
      for (int i = 0; i < 60; i++) {
        positives[i] = i % 3 == 0;
        scores[i] = Math.round(random.nextDouble() * 40) / 40.0;
      }
      double target = 0.5 + random.nextDouble() / 2;

      OperatingPoint point =
          new TargetSensitivity(target).choose("x", sample(scores, positives)).orElseThrow();

      assertThat(point.sensitivity()).isGreaterThanOrEqualTo(target - 1e-9);
      for (double other : scores) {
        Confusion at = Confusion.at(scores, positives, other);
        if (at.sensitivity() >= target - 1e-9) {
          assertThat(at.specificity()).isLessThanOrEqualTo(point.specificity());
        }
        if (at.specificity() >= point.specificity()) {
          assertThat(at.sensitivity()).isLessThanOrEqualTo(point.sensitivity());
        }
      }
    }
  }

  @Test
  void nothingCanBeChosenFromOneClass() {
    TargetSensitivity target = new TargetSensitivity(0.9);

    assertThat(target.choose("x", sample(new double[] {0.1, 0.9}, new boolean[] {true, true})))
        .isEmpty();
    assertThat(target.choose("x", sample(new double[] {0.1, 0.9}, new boolean[] {false, false})))
        .isEmpty();
    assertThat(target.choose("x", sample(new double[0], new boolean[0]))).isEmpty();
    assertThatThrownBy(() -> new TargetSensitivity(1.1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LabelSample sample(double[] scores, boolean[] positives) {
    String[] patients = new String[scores.length];
    Arrays.setAll(patients, i -> "p" + i);
    return new LabelSample(scores, new double[scores.length], positives, patients);
  }
}
