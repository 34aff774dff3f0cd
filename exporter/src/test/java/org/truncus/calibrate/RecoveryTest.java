package org.truncus.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truncus.metric.LabelSample;

/** Logits that were distorted on purpose are put right: the truth comes back. */
class RecoveryTest {

  private static final int ROWS = 60_000;

  @Test
  void aTemperature() {
    LabelFit rows = rows(1, z -> z / 2.5);

    Temperature found = (Temperature) rows.fit(CalibrationMethod.TEMPERATURE);

    assertThat(found.temperature()).isCloseTo(2.5, within(0.05));
  }

  @Test
  void aLine() {
    LabelFit rows = rows(2, z -> 0.6 * z - 1.1);

    Platt found = (Platt) rows.fit(CalibrationMethod.PLATT);

    assertThat(found.slope()).isCloseTo(0.6, within(0.015));
    assertThat(found.intercept()).isCloseTo(-1.1, within(0.03));
  }

  @Test
  void aBend() {
    Beta truth = new Beta(1.6, 0.5, 0.4);
    LabelFit rows = rows(3, truth::logit);

    Beta found = (Beta) rows.fit(CalibrationMethod.BETA);

    assertThat(found.a()).isCloseTo(truth.a(), within(0.06));
    assertThat(found.b()).isCloseTo(truth.b(), within(0.04));
    assertThat(found.c()).isCloseTo(truth.c(), within(0.1));
  }

  @Test
  void anyRisingCurve() {
    DoubleUnaryOperator truth = z -> z < -1 ? -3 : z < 1 ? 0.8 * z - 0.2 : 1.5 + 0.1 * z;
    LabelFit rows = rows(4, truth);

    Isotonic found = (Isotonic) rows.fit(CalibrationMethod.ISOTONIC);

    double off = 0;
    double before = -1;
    for (double z = -4; z <= 4; z += 0.01) {
      double p = found.probability(z);
      off = Math.max(off, Math.abs(p - Logits.sigmoid(truth.applyAsDouble(z))));
      assertThat(p).isGreaterThanOrEqualTo(before);
      before = p;
    }
    // the curve has jumps of 0.2 at -1 and at 1, of which the grid may see the other side
    double inside = found.probability(0.4);
    assertThat(inside).isCloseTo(Logits.sigmoid(0.12), within(0.03));
    assertThat(found.probability(-2.5)).isCloseTo(Logits.sigmoid(-3), within(0.01));
    assertThat(off).isLessThan(0.35);
  }

  @Test
  void factorsAndOffsetsOfClasses() {
    SplittableRandom random = new SplittableRandom(5);
    double[] slopes = {0.5, 1.2, 0.8};
    double[] offsets = {-0.6, 0.1, 0.5};
    double[][] logits = new double[30_000][3];
    int[] classes = new int[logits.length];
    for (int i = 0; i < classes.length; i++) {
      double[] honest = new double[3];
      for (int l = 0; l < 3; l++) {
        logits[i][l] = 6 * random.nextDouble() - 3;
        honest[l] = slopes[l] * logits[i][l] + offsets[l];
      }
      double[] p = Logits.softmax(honest);
      double u = random.nextDouble();
      classes[i] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
    }

    List<VectorScale> found = VectorScaling.fit(logits, classes);

    for (int l = 0; l < 3; l++) {
      assertThat(found.get(l).slope()).isCloseTo(slopes[l], within(0.04));
      assertThat(found.get(l).intercept()).isCloseTo(offsets[l], within(0.05));
    }
  }

  @Test
  void theSimplestMethodThatDoesIsChosen() {
    assertThat(chosen(rows(6, z -> z / 2.5))).isEqualTo(CalibrationMethod.TEMPERATURE);
    assertThat(chosen(rows(7, z -> 0.6 * z - 1.1))).isEqualTo(CalibrationMethod.PLATT);
    assertThat(chosen(rows(8, new Beta(2.5, 0.3, 0.5)::logit))).isEqualTo(CalibrationMethod.BETA);
    assertThat(chosen(rows(9, z -> z < 0 ? -3 : z < 1.5 ? 0 : 3)))
        .isEqualTo(CalibrationMethod.ISOTONIC);
  }

  private static CalibrationMethod chosen(LabelFit rows) {
    LabelFit few = rows.rows(IntStream.range(0, 20_000).toArray());
    String[] patients = new String[few.z().length];
    Arrays.setAll(patients, i -> "p" + i / 2);
    return new LabelFitting(
            "x",
            new LabelSample(few.z(), few.z(), few.positives(), patients),
            PriorCorrection.none())
        .chosen()
        .calibrator()
        .method();
  }

  /** Outcomes whose true logit is a function of the network's. */
  private static LabelFit rows(long seed, DoubleUnaryOperator truth) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] z = new double[ROWS];
    boolean[] positives = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      z[i] = 8 * random.nextDouble() - 4;
      positives[i] = random.nextDouble() < Logits.sigmoid(truth.applyAsDouble(z[i]));
    }
    return new LabelFit(z, positives);
  }
}
