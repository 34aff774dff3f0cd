package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThresholdChoiceTest {

  private static LabelSample sample(double[] scores, boolean[] positives) {
    String[] patients = new String[scores.length];
    for (int i = 0; i < patients.length; i++) {
      patients[i] = "p" + i;
    }
    return new LabelSample(scores, scores, positives, patients);
  }

  @Test
  void youdensLiesBetweenTheRowsItParts() {
    double[] scores = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3};
    boolean[] positives = {true, true, false, true, false, false, false};
    // at 0.6: 3/3 found, 1/4 false alarms; at 0.8: 2/3 found, none
    assertThat(ThresholdChoice.youden(sample(scores, positives)).orElseThrow())
        .isCloseTo(0.55, within(1e-12));
  }

  @Test
  void ofEquallyGoodOnesTheMoreSensitiveIsTaken() {
    double[] scores = {0.9, 0.8, 0.7, 0.6};
    boolean[] positives = {true, false, true, false};
    // 0.9: 1/2 - 0; 0.7: 2/2 - 1/2
    assertThat(ThresholdChoice.youden(sample(scores, positives)).orElseThrow())
        .isCloseTo(0.65, within(1e-12));
  }

  @Test
  void noOtherThresholdHasMoreSensitivityPlusSpecificity() {
    SplittableRandom random = new SplittableRandom(31);
    for (int round = 0; round < 50; round++) {
      double[] scores = new double[40];
      boolean[] positives = new boolean[40];
      for (int i = 0; i < 40; i++) {
        positives[i] = i % 4 == 0;
        scores[i] = Math.round(random.nextDouble() * 25 + (positives[i] ? 5 : 0)) / 30.0;
      }
      double chosen = ThresholdChoice.youden(sample(scores, positives)).orElseThrow();
      double best = gain(scores, positives, chosen);
      for (double other : scores) {
        assertThat(gain(scores, positives, other)).isLessThanOrEqualTo(best + 1e-12);
      }
    }
  }

  private static double gain(double[] scores, boolean[] positives, double threshold) {
    Confusion at = Confusion.at(scores, positives, threshold);
    return at.sensitivity() + at.specificity();
  }

  @Test
  void nothingIsChosenOnRowsOfOneKind() {
    LabelSample one = sample(new double[] {0.1, 0.9}, new boolean[] {true, true});
    assertThat(ThresholdChoice.youden(one)).isEmpty();
    assertThat(ThresholdChoice.sensitivity(one, 0.9)).isEmpty();
    assertThatThrownBy(() -> ThresholdChoice.sensitivity(one, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTargetIsReachedAtTheHighestSpecificity() {
    double[] scores = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4};
    boolean[] positives = {true, false, true, false, true, false};
    LabelSample sample = sample(scores, positives);
    assertThat(ThresholdChoice.sensitivity(sample, 0.6).orElseThrow())
        .isCloseTo(0.65, within(1e-12));
    assertThat(ThresholdChoice.sensitivity(sample, 1).orElseThrow()).isCloseTo(0.45, within(1e-12));
  }
}
