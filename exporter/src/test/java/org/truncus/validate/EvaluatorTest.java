package org.truncus.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.list.ListRow;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;
import org.truncus.metric.WilsonInterval;

class EvaluatorTest {

  private static final PatientBootstrap BOOTSTRAP = new PatientBootstrap(300, 4);

  @Test
  void oneImageAPatientHasWilsonIntervals() {
    LabelSample sample = sample(200, 1);

    PointResult point = evaluate(sample, Map.of()).points().get(0);

    Estimate sensitivity = point.metrics().get(Metric.SENSITIVITY);
    assertThat(sensitivity.method()).isEqualTo(Estimate.Method.WILSON);
    assertThat(sensitivity.ci95())
        .isEqualTo(WilsonInterval.of(point.at().tp(), point.at().positives()));
    assertThat(point.metrics()).doesNotContainKey(Metric.PPV_AT_PREVALENCE);
  }

  @Test
  void severalImagesAPatientHaveBootstrapIntervals() {
    PointResult point = evaluate(sample(200, 4), Map.of()).points().get(0);

    Estimate specificity = point.metrics().get(Metric.SPECIFICITY);
    assertThat(specificity.method()).isEqualTo(Estimate.Method.BOOTSTRAP);
    assertThat(specificity.ci95().contains(specificity.value())).isTrue();
    assertThat(specificity.ci95().high() - specificity.ci95().low()).isBetween(0.02, 0.5);
  }

  @Test
  void predictiveValuesFollowTheStatedPrevalence() {
    LabelSample sample = sample(200, 1);

    PointResult point = evaluate(sample, Map.of("x", 0.02)).points().get(0);

    double sensitivity = point.at().sensitivity();
    double specificity = point.at().specificity();
    double expected = sensitivity * 0.02 / (sensitivity * 0.02 + (1 - specificity) * 0.98);
    assertThat(point.metrics().get(Metric.PPV_AT_PREVALENCE).value())
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void fewPatientsHaveNoBootstrapInterval() {
    LabelSample whole = sample(200, 4);
    LabelSample few =
        new LabelSample(
            Arrays.copyOf(whole.scores(), 12),
            Arrays.copyOf(whole.logits(), 12),
            Arrays.copyOf(whole.positives(), 12),
            Arrays.copyOf(whole.patients(), 12));

    LabelResult result = evaluate(few, Map.of());

    assertThat(result.insufficient()).isTrue();
    assertThat(result.estimate(Metric.AUROC).ci95().isDefined()).isFalse();
    assertThat(result.points().get(0).metrics().get(Metric.SPECIFICITY).method())
        .isEqualTo(Estimate.Method.WILSON_PATIENTS);
  }

  @Test
  void oneClassHasNoDiscrimination() {
    LabelSample none =
        new LabelSample(
            new double[] {0.2, 0.7}, new double[2], new boolean[2], new String[] {"a", "b"});

    LabelResult result =
        new Evaluator(BOOTSTRAP, ValidationOptions.standard()).full("x", none, List.of());

    assertThat(result.estimate(Metric.AUROC).value()).isNaN();
    assertThat(result.estimate(Metric.SENSITIVITY).value()).isNaN();
    assertThat(result.estimate(Metric.BRIER).value()).isCloseTo(0.265, within(1e-12));
  }

  @Test
  void agesGoIntoBands() {
    assertThat(List.of("0", "17Y", "018Y", "39.5", "80", "104", "414", "old", " "))
        .extracting(age -> Subgroups.value(row("age", age), "age", Subgroups.BANDS))
        .containsExactly(
            "0-17",
            "0-17",
            "18-39",
            "18-39",
            "80+",
            "80+",
            "not stated",
            "not stated",
            "not stated");
    assertThat(Subgroups.of(List.of(row("sex", " ")), "sex", Subgroups.BANDS)).isEmpty();
    assertThat(
            Subgroups.of(List.of(row("sex", "F"), row("sex", " ")), "sex", Subgroups.BANDS)
                .orElseThrow())
        .containsOnlyKeys("F", "not stated");
  }

  private static ListRow row(String column, String value) {
    return new ListRow(
        2, "a.png", Path.of("a.png"), "p", null, Map.of(column, value), new float[0]);
  }

  private static LabelResult evaluate(LabelSample sample, Map<String, Double> prevalence) {
    OperatingPoint point =
        new OperatingPoint(
            "x",
            "half",
            0.5,
            "",
            0,
            0,
            0,
            0,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            null,
            Double.NaN);
    return new Evaluator(BOOTSTRAP, ValidationOptions.standard().withPrevalence(prevalence))
        .full("x", sample, List.of(point));
  }

  private static LabelSample sample(int rows, int imagesPerPatient) {
    SplittableRandom random = new SplittableRandom(8);
    double[] scores = new double[rows];
    boolean[] positives = new boolean[rows];
    String[] patients = new String[rows];
    for (int i = 0; i < rows; i++) {
      positives[i] = random.nextInt(3) == 0;
      scores[i] = Math.min(1, 0.7 * random.nextDouble() + (positives[i] ? 0.3 : 0));
      patients[i] = "p" + i / imagesPerPatient;
    }
    return new LabelSample(scores, new double[rows], positives, patients);
  }
}
