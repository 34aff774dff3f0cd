package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;

class MetricsTest {

  private static final double[] SCORES = {0.9, 0.7, 0.7, 0.2};

  @Test
  void aTieCountsHalf() {
    boolean[] positives = {true, true, false, false};
    assertThat(Auroc.of(SCORES, positives)).isEqualTo(3.5 / 4);
    assertThat(AveragePrecision.of(SCORES, positives)).isEqualTo(0.5 + 0.5 * 2 / 3);
    assertThat(Auroc.of(new double[] {1, 1, 1}, new boolean[] {true, false, false})).isEqualTo(0.5);
  }

  @Test
  void theOrderOfTiedRowsDoesNotMatter() {
    boolean[] one = {true, true, false, false};
    boolean[] other = {true, false, true, false};
    assertThat(AveragePrecision.of(SCORES, other)).isEqualTo(AveragePrecision.of(SCORES, one));
    assertThat(Auroc.of(SCORES, other)).isEqualTo(Auroc.of(SCORES, one));
    assertThat(CalibrationError.of(SCORES, other)).isEqualTo(CalibrationError.of(SCORES, one));
    double[] zeros = {0.0, -0.0};
    assertThat(Auroc.of(zeros, new boolean[] {true, false})).isEqualTo(0.5);
  }

  @Test
  void oneClassIsUndefinedAndNeverZeroOrOne() {
    for (boolean only : new boolean[] {true, false}) {
      boolean[] positives = {only, only, only, only};
      assertThat(Auroc.of(SCORES, positives)).isNaN();
      assertThat(AveragePrecision.of(SCORES, positives)).isNaN();
      assertThat(TrapezoidAuprc.of(SCORES, positives)).isNaN();
      assertThat(DeLong.of(SCORES, positives).interval().isDefined()).isFalse();
      assertThat(CalibrationLine.of(SCORES, positives).slope()).isNaN();
      assertThat(CalibrationLine.of(SCORES, positives).inTheLarge()).isNaN();
      assertThat(RocCurve.of(SCORES, positives).points()).isEmpty();
      assertThat(PrecisionRecallCurve.of(SCORES, positives).points()).isEmpty();
    }
    assertThat(Auroc.of(new double[0], new boolean[0])).isNaN();
    assertThat(Brier.of(new double[0], new boolean[0])).isNaN();
    assertThat(CalibrationError.of(new double[0], new boolean[0])).isNaN();
  }

  @Test
  void nanScoresAreRefused() {
    assertThatThrownBy(() -> Auroc.of(new double[] {Double.NaN, 1}, new boolean[] {true, false}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("score 0 is NaN");
    assertThatThrownBy(() -> Auroc.of(SCORES, new boolean[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aScoreAtTheThresholdIsPositive() {
    Confusion at = Confusion.at(SCORES, new boolean[] {true, false, true, true}, 0.7);
    assertThat(at).isEqualTo(new Confusion(2, 1, 0, 1));
    assertThat(at.sensitivity()).isEqualTo(2 / 3.0);
    assertThat(at.specificity()).isEqualTo(0);
    assertThat(at.ppv()).isEqualTo(2 / 3.0);
    assertThat(at.npv()).isEqualTo(0);
    assertThat(at.accuracy()).isEqualTo(0.5);
    assertThat(at.f1()).isEqualTo(2 / 3.0);
    assertThat(new Confusion(0, 0, 5, 0).sensitivity()).isNaN();
    assertThat(new Confusion(0, 0, 5, 0).ppv()).isNaN();
  }

  @Test
  void predictiveValuesMoveWithPrevalence() {
    Confusion test = new Confusion(90, 10, 90, 10);
    assertThat(test.ppvAtPrevalence(0.5)).isCloseTo(test.ppv(), within(1e-15));
    assertThat(test.npvAtPrevalence(0.5)).isCloseTo(test.npv(), within(1e-15));
    assertThat(test.ppvAtPrevalence(0.01)).isCloseTo(0.009 / (0.009 + 0.099), within(1e-12));
    assertThat(test.npvAtPrevalence(0.01)).isCloseTo(0.891 / (0.891 + 0.001), within(1e-12));
    assertThat(test.sensitivityCi().contains(0.9)).isTrue();
  }

  @Test
  void separatedClassesHaveNoSlopeButALevel() {
    double[] p = {0.9, 0.8, 0.2, 0.1};
    CalibrationLine line = CalibrationLine.of(p, new boolean[] {true, true, false, false});
    assertThat(line.slope()).isNaN();
    assertThat(line.intercept()).isNaN();
    assertThat(line.inTheLarge()).isCloseTo(0, within(1e-12));
    boolean[] mixed = {true, false, true, false};
    assertThat(CalibrationLine.of(new double[] {0.3, 0.3, 0.3, 0.3}, mixed).slope()).isNaN();
    assertThat(CalibrationLine.of(new double[] {1, 1, 0, 0}, mixed).slope())
        .isCloseTo(0, within(1e-9));
  }

  @Test
  void perfectProbabilitiesLieOnTheLine() {
    Random random = new Random(4);
    int n = 200_000;
    double[] p = new double[n];
    boolean[] positives = new boolean[n];
    for (int i = 0; i < n; i++) {
      p[i] = 1 / (1 + Math.exp(-2 * random.nextGaussian()));
      positives[i] = random.nextDouble() < p[i];
    }
    CalibrationLine line = CalibrationLine.of(p, positives);
    assertThat(line.slope()).isCloseTo(1, within(0.02));
    assertThat(line.intercept()).isCloseTo(0, within(0.02));
    assertThat(CalibrationError.of(p, positives)).isLessThan(0.01);
    List<ReliabilityBin> bins = ReliabilityBin.equalMass(p, positives, 15);
    assertThat(bins).hasSize(15);
    assertThat(bins).allSatisfy(bin -> assertThat(bin.count()).isBetween(13_333L, 13_334L));
  }

  @Test
  void metricsOfAPredictionListLeaveMaskedRowsOut() {
    List<Prediction> rows = new ArrayList<>();
    float[][] targets = {{1, 0}, {0, Float.NaN}, {1, 0}, {0, 0}};
    float[] scores = {0.9f, 0.7f, 0.8f, 0.1f};
    for (int i = 0; i < 4; i++) {
      rows.add(
          new Prediction(
              i + ".png",
              "P" + i,
              targets[i],
              new float[] {(float) Math.log(scores[i] / (1 - scores[i])), 0},
              new float[] {scores[i], 0.5f}));
    }
    PredictionList list = new PredictionList(List.of("x", "y"), rows);
    Map<String, LabelMetrics> metrics = Metrics.of(list, new PatientBootstrap(200, 1));
    assertThat(metrics.keySet()).containsExactly("x", "y");
    assertThat(metrics.get("x").auroc()).isEqualTo(1);
    assertThat(metrics.get("x").noSkill()).isEqualTo(0.5);
    assertThat(metrics.get("x").aurocCi()).isEqualTo(new Interval(1, 1));
    LabelMetrics y = metrics.get("y");
    assertThat(y.auroc()).isNaN();
    assertThat(y.positives()).isZero();
    assertThat(y.negatives()).isEqualTo(3);
    assertThat(y.aurocCi().isDefined()).isFalse();
    assertThat(Metrics.macro(metrics)).isEqualTo(new MacroMetrics(1, 1, 1));
  }
}
