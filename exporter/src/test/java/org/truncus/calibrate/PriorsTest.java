package org.truncus.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * In the well-specified case the correction of priors is exact: a model that is free in every cell
 * learns of weighted counts the weighted odds, of which the correction makes the plain ones.
 */
class PriorsTest {

  private static final double[] POSITIVES = {3, 10, 40, 80};
  private static final double[] NEGATIVES = {500, 300, 90, 20};

  @Test
  void weightsOfTheLossAreTakenOut() {
    double weight = 7.3;
    PriorCorrection correction = PriorCorrection.ofWeight(weight, "weight");
    for (int cell = 0; cell < POSITIVES.length; cell++) {
      double learnt = Math.log(weight * POSITIVES[cell] / NEGATIVES[cell]);

      double z = learnt - correction.logit();

      assertThat(Logits.sigmoid(z))
          .isCloseTo(POSITIVES[cell] / (POSITIVES[cell] + NEGATIVES[cell]), within(1e-14));
    }
  }

  @Test
  void balancedSamplingIsTakenOut() {
    double positives = Arrays.stream(POSITIVES).sum();
    double negatives = Arrays.stream(NEGATIVES).sum();
    PriorCorrection correction = PriorCorrection.ofWeight(negatives / positives, "sampling");
    for (int cell = 0; cell < POSITIVES.length; cell++) {
      double drawnPositives = 0.5 * POSITIVES[cell] / positives;
      double drawnNegatives = 0.5 * NEGATIVES[cell] / negatives;

      double z = Math.log(drawnPositives / drawnNegatives) - correction.logit();

      assertThat(Logits.sigmoid(z))
          .isCloseTo(POSITIVES[cell] / (POSITIVES[cell] + NEGATIVES[cell]), within(1e-14));
    }
  }

  @Test
  void weightsOfClassesAreTakenOut() {
    double[][] cells = {{5, 20, 75}, {60, 30, 10}};
    double[] weights = {4, 0.5, 2};
    for (double[] cell : cells) {
      double[] z = new double[3];
      for (int k = 0; k < 3; k++) {
        z[k] = Math.log(weights[k] * cell[k]) - PriorCorrection.ofWeight(weights[k], "w").logit();
      }

      double[] p = Logits.softmax(z);

      for (int k = 0; k < 3; k++) {
        assertThat(p[k]).isCloseTo(cell[k] / Arrays.stream(cell).sum(), within(1e-14));
      }
    }
  }

  @Test
  void aPrevalenceIsMovedByBayes() {
    double from = 0.3;
    double to = 0.02;
    PrevalenceShift shift = PrevalenceShift.ofLabel(from, to);
    double hit = 0.8;
    double alarm = 0.1;
    double there = hit * from / (hit * from + alarm * (1 - from));

    double moved = Logits.sigmoid(Logits.logit(there) + shift.logit());

    assertThat(moved).isCloseTo(hit * to / (hit * to + alarm * (1 - to)), within(1e-14));
  }

  @Test
  void correctionsAddUp() {
    PriorCorrection both =
        PriorCorrection.ofWeight(2, "loss").and(PriorCorrection.ofWeight(5, "sampling"));

    assertThat(both.logit()).isCloseTo(Math.log(10), within(1e-14));
    assertThat(both.reason()).isEqualTo("loss; sampling");
    assertThat(PriorCorrection.none().and(both)).isEqualTo(both);
    assertThat(both.and(PriorCorrection.none())).isEqualTo(both);
  }

  @Test
  void theOrderIsCorrectionCalibratorShift() {
    LabelCalibration label =
        new LabelCalibration(
            new Platt(0.5, 0.2),
            PriorCorrection.ofWeight(4, "w"),
            PrevalenceShift.ofLabel(0.3, 0.1),
            null,
            null,
            1,
            1,
            null,
            null);
    double shift = Math.log(0.1 / 0.9) - Math.log(0.3 / 0.7);

    assertThat(label.calibratedLogit(1.7))
        .isCloseTo(0.5 * (1.7 - Math.log(4)) + 0.2 + shift, within(1e-12));
  }
}
