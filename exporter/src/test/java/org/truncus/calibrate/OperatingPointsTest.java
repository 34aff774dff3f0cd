package org.truncus.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.metric.Confusion;
import org.truncus.metric.Interval;
import org.truncus.metric.LabelSample;
import org.truncus.metric.WilsonInterval;
import org.truncus.problem.UsageException;

class OperatingPointsTest {

  private static final PointTarget STANDARD = PointTarget.sensitivity(0.90);

  @Test
  void tenPositivesOfWhichNineMustBeFound() {
    double[] scores = {0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.1, 0.62, 0.5, 0.3, 0.2};

    OperatingPoint point = one(STANDARD, scores, 10);

    assertThat(point.threshold()).isCloseTo(0.525, within(1e-7));
    assertThat(point.positive(0.55)).isTrue();
    assertThat(point.positive(0.5)).isFalse();
    assertThat(point.name()).isEqualTo("sensitivity-0.90");
    assertThat(point.target()).isEqualTo("sensitivity >= 0.90");
    assertThat(point.isDefault()).isTrue();
    assertThat(point.sensitivity()).isEqualTo(0.9);
    assertThat(point.specificity()).isEqualTo(0.75);
    assertThat(point.ppv()).isEqualTo(0.9);
    assertThat(point.npv()).isEqualTo(0.75);
    assertThat(point.prevalence()).isCloseTo(10 / 14.0, within(1e-12));
    assertThat(point.ci95().sensitivity()).isEqualTo(WilsonInterval.of(9, 10));
    assertThat(point.ci95().specificity()).isEqualTo(WilsonInterval.of(3, 4));
    assertThat(point.thresholdCi95().isDefined()).as("four negative patients").isFalse();
  }

  @Test
  void sensitivityIsNotGivenAwayWhereItCostsNothing() {
    double[] scores = {0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93, 0.92, 0.91, 0.5, 0.3, 0.1};

    OperatingPoint point = one(STANDARD, scores, 10);

    assertThat(point.threshold()).isCloseTo(0.4, within(1e-7));
    assertThat(point.sensitivity()).isEqualTo(1);
    assertThat(point.specificity()).isEqualTo(1);
  }

  @Test
  void noOtherThresholdIsBetter() {
    SplittableRandom random = new SplittableRandom(21);
    List<String> rules =
        List.of(
            "sensitivity>=%s",
            "specificity>=%s",
            "ppv>=%s",
            "alert-rate<=%s",
            "ppv>=%s@prevalence=0.1",
            "alert-rate<=%s@prevalence=0.1",
            "youden");
    int reached = 0;
    for (int round = 0; round < 140; round++) {
      double[] scores = new double[60];
      for (int i = 0; i < 60; i++) {
        scores[i] = Math.round(random.nextDouble() * 40 + (i < 20 ? 6 : 0)) / 64.0;
      }
      double value = Math.round(20 + 70 * random.nextDouble()) / 100.0;
      PointTarget target = PointTarget.parse(String.format(rules.get(round % rules.size()), value));
      boolean[] positives = positives(60, 20);
      ThresholdSweep sweep = new ThresholdSweep(sample(scores, 20));
      List<Confusion> others =
          Arrays.stream(scores)
              .mapToObj(t -> Confusion.at(scores, positives, t))
              .filter(at -> target.rule().reached(at, target.value(), target.prevalence()))
              .toList();

      Confusion at = sweep.best(target).map(ThresholdSweep.Cut::at).orElse(null);

      assertThat(at == null).as(target.words()).isEqualTo(others.isEmpty());
      reached += at == null ? 0 : 1;
      for (Confusion other : others) {
        assertThat(worth(target.rule(), other))
            .as(target.words())
            .isLessThanOrEqualTo(worth(target.rule(), at));
      }
    }
    assertThat(reached).isBetween(80, 139);
  }

  /** What a rule wants most, and a little of what it wants next. */
  private static double worth(PointRule rule, Confusion at) {
    return switch (rule) {
      case SENSITIVITY -> at.specificity() + 1e-6 * at.sensitivity();
      case YOUDEN -> at.sensitivity() + at.specificity() + 1e-6 * at.sensitivity();
      default -> at.sensitivity() + 1e-6 * at.specificity();
    };
  }

  @Test
  void scoresThatDifferByARoundingAreNotToldApart() {
    float score = 0.3f;
    double above = Math.nextUp(score);
    double[] scores = {0.9, 0.8, above, score, 0.2, 0.1};

    OperatingPoint point = one(PointTarget.parse("sensitivity>=0.9"), scores, 3);

    assertThat(point.threshold()).isCloseTo(0.25, within(1e-6));
    assertThat(point.falsePositives()).isEqualTo(1);
    assertThat(new ThresholdSweep(sample(new double[] {1e-9, 2e-9}, 1)).best(STANDARD))
        .as("small scores that differ by half are told apart")
        .hasValueSatisfying(cut -> assertThat(cut.at().fp()).isEqualTo(1));
  }

  @Test
  void severalPointsOfWhichTheFirstIsTheDefault() {
    PredictionList rows = noisy(400);
    List<PointTarget> targets =
        List.of(
            PointTarget.parse("rule-out:sensitivity>=0.95"),
            PointTarget.parse("alarm:ppv>=0.4@prevalence=0.05"),
            PointTarget.parse("youden@b"));

    List<OperatingPoint> points = OperatingPoints.choose(targets, STANDARD, rows).points();

    assertThat(points)
        .extracting(point -> point.label() + " " + point.name() + " " + point.isDefault())
        .containsExactly(
            "a rule-out true",
            "a alarm false",
            "b rule-out true",
            "b alarm false",
            "b youden false");
    OperatingPoint alarm = points.get(1);
    assertThat(alarm.stated().prevalence()).isEqualTo(0.05);
    assertThat(alarm.stated().ppv()).isGreaterThanOrEqualTo(0.4);
    assertThat(alarm.stated().ppvCi95().contains(alarm.stated().ppv())).isTrue();
    assertThat(points.get(0).stated()).isNull();
    assertThat(points.get(0).sensitivity()).isGreaterThanOrEqualTo(0.95);
    for (OperatingPoint point : points) {
      Interval sure = point.ci95().sensitivity();
      assertThat(sure.contains(point.sensitivity())).isTrue();
      assertThat(sure.high() - sure.low()).isBetween(0.001, 0.3);
      assertThat(point.thresholdCi95().contains(point.threshold())).isTrue();
      assertThat(point.thresholdCi95().high()).isGreaterThan(point.thresholdCi95().low());
    }
  }

  @Test
  void labelsThatNoTargetIsForHaveTheStandardPoint() {
    List<OperatingPoint> points =
        OperatingPoints.choose(List.of(PointTarget.parse("youden@b")), STANDARD, noisy(100))
            .points();

    assertThat(points)
        .extracting(OperatingPoint::name)
        .containsExactly("sensitivity-0.90", "youden");
    assertThat(points).allMatch(OperatingPoint::isDefault);
  }

  @Test
  void whatIsOutOfReachIsRefusedWithWhatIsNot() {
    PredictionList rows = rows(new double[] {0.8, 0.6, 0.4, 0.9, 0.5, 0.3, 0.2, 0.1}, 3);
    List<PointTarget> targets =
        List.of(
            PointTarget.parse("ppv>=0.9@prevalence=0.01@a"), PointTarget.parse("alert-rate<=0.1"));

    assertThatThrownBy(() -> OperatingPoints.choose(targets, STANDARD, rows))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a: no threshold reaches ppv >= 0.90 at a prevalence of 0.01")
        .hasMessageContaining(
            "the nearest is ppv 0.0326, at a sensitivity of 0.6667 and a specificity of 0.8000")
        .hasMessageContaining("a: no threshold reaches alert-rate <= 0.10")
        .hasMessageContaining("the nearest is alert-rate 0.1250");
  }

  @Test
  void nothingCanBeChosenFromOneClass() {
    PredictionList rows = rows(new double[] {0.1, 0.9}, 2);

    OperatingPoints none = OperatingPoints.choose(List.of(), STANDARD, rows);

    assertThat(none.points()).isEmpty();
    assertThat(none.limitations())
        .singleElement()
        .asString()
        .contains("no operating point", "no negative row");
    assertThatThrownBy(
            () -> OperatingPoints.choose(List.of(PointTarget.parse("youden@a")), STANDARD, rows))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a: nothing can be chosen");
  }

  @Test
  void namesAndLabelsAreChecked() {
    assertThatThrownBy(
            () ->
                OperatingPoints.choose(List.of(PointTarget.parse("youden@c")), STANDARD, noisy(20)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("found the label \"c\", expected one of a, b");
    assertThatThrownBy(
            () ->
                OperatingPoints.choose(
                    List.of(PointTarget.parse("youden"), PointTarget.parse("youden@b")),
                    STANDARD,
                    noisy(20)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("two points of b are named youden");
  }

  private static OperatingPoint one(PointTarget target, double[] scores, int positives) {
    List<OperatingPoint> points =
        OperatingPoints.choose(List.of(target), STANDARD, rows(scores, positives)).points();
    assertThat(points).hasSize(1);
    return points.get(0);
  }

  private static boolean[] positives(int rows, int positives) {
    boolean[] result = new boolean[rows];
    Arrays.fill(result, 0, positives, true);
    return result;
  }

  private static LabelSample sample(double[] scores, int positives) {
    String[] patients = new String[scores.length];
    Arrays.setAll(patients, i -> "p" + i);
    return new LabelSample(scores, scores, positives(scores.length, positives), patients);
  }

  private static PredictionList rows(double[] scores, int positives) {
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      float[] score = {(float) scores[i]};
      rows.add(new Prediction("i" + i, "p" + i, new float[] {i < positives ? 1 : 0}, score, score));
    }
    return new PredictionList(List.of("a"), rows);
  }

  /** Two labels, two images a patient. */
  private static PredictionList noisy(int n) {
    SplittableRandom random = new SplittableRandom(5);
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      float[] targets = {i / 2 % 4 == 0 ? 1 : 0, i / 2 % 3 == 0 ? 1 : 0};
      float[] p = new float[2];
      for (int l = 0; l < 2; l++) {
        p[l] = (float) Logits.sigmoid(3 * targets[l] - 2 + 3 * (random.nextDouble() - 0.5));
      }
      rows.add(new Prediction("i" + i, "p" + i / 2, targets, p, p));
    }
    return new PredictionList(List.of("a", "b"), rows);
  }
}
