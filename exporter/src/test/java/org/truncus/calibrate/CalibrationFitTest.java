package org.truncus.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.truncus.json.Json;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.list.Task;

class CalibrationFitTest {

  private static final String LIST = "ab".repeat(32);

  @Test
  void everyLabelGetsItsOwnTemperature() {
    PredictionList distorted = distorted(4000, new double[] {3, 0.5});

    Calibration calibration = fit(distorted, Task.MULTILABEL, CalibrationMethod.TEMPERATURE);

    LabelCalibration sharp = calibration.perLabel().get("l0");
    LabelCalibration flat = calibration.perLabel().get("l1");
    assertThat(calibration.method()).isEqualTo("temperature");
    assertThat(t(sharp)).isCloseTo(3, within(0.3));
    assertThat(t(flat)).isCloseTo(0.5, within(0.05));
    assertThat(sharp.after().nll()).isLessThan(sharp.before().nll());
    assertThat(sharp.after().ece()).isLessThan(sharp.before().ece() / 2);
    assertThat(sharp.after().brier()).isLessThan(sharp.before().brier());
    assertThat(calibration.after().nll()).isLessThan(calibration.before().nll());
    assertThat(calibration.fittedOn().rows()).isEqualTo(4000);
    assertThat(calibration.fittedOn().patients()).isEqualTo(2000);
    assertThat(calibration.fittedOn().prevalence().get("l0")).isBetween(0.3, 0.6);
    assertThat(calibration.ordered(List.of("l1", "l0"))).containsExactly(flat, sharp);
  }

  @Test
  void probabilitiesAreMadeOfLogitsAndTemperatures() {
    PredictionList distorted = distorted(500, new double[] {3, 0.5});
    Calibration calibration = fit(distorted, Task.MULTILABEL, CalibrationMethod.TEMPERATURE);

    PredictionList applied = calibration.apply(distorted, Task.MULTILABEL);

    double t = t(calibration.perLabel().get("l0"));
    for (int i = 0; i < 500; i++) {
      float logit = distorted.rows().get(i).logits()[0];
      assertThat((double) applied.rows().get(i).probabilities()[0])
          .isCloseTo(Logits.sigmoid(logit / t), within(1e-6));
    }
  }

  @Test
  void classesShareOneTemperature() {
    List<Prediction> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 3000; i++) {
      double[] honest = {random.nextDouble() * 4, random.nextDouble() * 4, 2};
      double[] p = Logits.softmax(honest);
      double u = random.nextDouble();
      int drawn = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
      float[] targets = new float[3];
      targets[drawn] = 1;
      float[] logits = {2 * (float) honest[0], 2 * (float) honest[1], 2 * (float) honest[2]};
      rows.add(new Prediction("i" + i, "p" + i, targets, logits, new float[3]));
    }
    PredictionList predictions = new PredictionList(List.of("a", "b", "c"), rows);

    Calibration calibration = fit(predictions, Task.MULTICLASS, CalibrationMethod.TEMPERATURE);

    assertThat(t(calibration.perLabel().get("a"))).isCloseTo(2, within(0.2));
    assertThat(calibration.perLabel().values())
        .extracting(LabelCalibration::calibrator)
        .allMatch(one -> one.equals(calibration.perLabel().get("a").calibrator()));
    assertThat(calibration.after().nll()).isLessThan(calibration.before().nll());
    float[] applied = calibration.apply(predictions, Task.MULTICLASS).rows().get(0).probabilities();
    assertThat(applied[0] + applied[1] + applied[2]).isCloseTo(1f, within(1e-6f));
  }

  @Test
  void aLabelThatCannotBeCalibratedSaysWhy() {
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      boolean positive = i % 2 == 0;
      float few = i < 4 ? 1 : 0;
      float[] targets = {positive ? 1 : 0, few, Float.NaN};
      float[] logits = {positive ? 2 : -2, i % 3, 1};
      rows.add(new Prediction("i" + i, "p" + i, targets, logits, new float[3]));
    }
    PredictionList predictions = new PredictionList(List.of("clear", "rare", "masked"), rows);

    Calibration calibration = fit(predictions, Task.MULTILABEL, CalibrationMethod.TEMPERATURE);

    assertThat(calibration.method()).isEqualTo("none");
    assertThat(calibration.perLabel().values())
        .allSatisfy(label -> assertThat(label.calibrated()).isFalse())
        .extracting(LabelCalibration::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("separate"),
            reason -> assertThat(reason).contains("4 positive and 36 negative"),
            reason -> assertThat(reason).contains("0 positive and 0 negative"));
    assertThat(Json.write(calibration)).contains("\"masked\" : null").doesNotContain("NaN");
  }

  @Test
  void aJointTemperatureIsThatOfAllRows() {
    PredictionList both = distorted(3000, new double[] {2, 2});

    Calibration calibration = fit(both, Task.MULTILABEL, CalibrationMethod.JOINT_TEMPERATURE);

    assertThat(calibration.method()).isEqualTo("joint-temperature");
    JointTemperature one = (JointTemperature) calibration.perLabel().get("l0").calibrator();
    assertThat(one.temperature()).isCloseTo(2, within(0.15));
    assertThat(calibration.perLabel().get("l1").calibrator()).isEqualTo(one);
    assertThat(calibration.perLabel().get("l1").crossValidatedNll())
        .containsOnlyKeys(CalibrationMethod.JOINT_TEMPERATURE);
  }

  @Test
  void classesOfDifferentDistortionGetVectorScaling() {
    PredictionList predictions = classes(3000, new double[] {0.5, 1, 2});

    Calibration chosen = fit(predictions, Task.MULTICLASS, null);

    assertThat(chosen.method()).isEqualTo("vector");
    assertThat(chosen.perLabel().get("a").crossValidatedNll())
        .containsOnlyKeys(CalibrationMethod.TEMPERATURE, CalibrationMethod.VECTOR);
    assertThat(((VectorScale) chosen.perLabel().get("c").calibrator()).slope())
        .isCloseTo(0.5, within(0.1));
    assertThat(chosen.after().nll())
        .isCloseTo(
            chosen.perLabel().get("a").crossValidatedNll().get(CalibrationMethod.VECTOR),
            within(1e-9));
    assertThat(fit(classes(3000, new double[] {2, 2, 2}), Task.MULTICLASS, null).method())
        .isEqualTo("temperature");
  }

  @Test
  void statedPrevalencesOfClassesMoveTheirMeans() {
    PredictionList predictions = classes(4000, new double[] {1, 1, 1});
    CalibrationOptions options =
        CalibrationOptions.standard().withPrevalences(List.of("a=0.1", "b=0.2", "c=0.7"));

    Calibration calibration =
        CalibrationFit.fit(
                predictions,
                Task.MULTICLASS,
                LIST,
                options,
                Collections.nCopies(3, PriorCorrection.none()))
            .calibration();

    float[] logits = {1, 1, 1};
    double[] plain = new double[3];
    double[] stated = {0.1, 0.2, 0.7};
    double sum = 0;
    for (int l = 0; l < 3; l++) {
      LabelCalibration one = calibration.ordered(predictions.labels()).get(l);
      double prior = calibration.fittedOn().prevalence().get(predictions.labels().get(l));
      plain[l] = Math.exp(one.calibrator().logit(1)) * stated[l] / prior;
      sum += plain[l];
    }
    double[] found =
        Calibration.probabilities(
            calibration.ordered(predictions.labels()), logits, Task.MULTICLASS);
    for (int l = 0; l < 3; l++) {
      assertThat(found[l]).isCloseTo(plain[l] / sum, within(1e-9));
    }
  }

  @Test
  void noPatientIsInTwoFoldsAndKindsAreSpread() {
    String[] patients = new String[400];
    boolean[] positives = new boolean[400];
    for (int i = 0; i < 400; i++) {
      patients[i] = "p" + i / 4;
      positives[i] = i / 4 < 10 && i % 4 == 3;
    }

    PatientFolds folds = PatientFolds.of(patients, positives);

    int[] found = new int[PatientFolds.COUNT];
    for (int i = 0; i < 400; i++) {
      assertThat(folds.ofRow()[i]).isEqualTo(folds.ofRow()[i / 4 * 4]);
      found[folds.ofRow()[i]] += positives[i] ? 1 : 0;
    }
    assertThat(found).containsOnly(2);
    assertThat(folds.rows(1, true)).hasSize(80);
    assertThat(folds.rows(1, false)).hasSize(320);
  }

  /** Three classes whose logits were multiplied. */
  private static PredictionList classes(int n, double[] factors) {
    List<Prediction> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < n; i++) {
      double[] honest = {4 * random.nextDouble(), 4 * random.nextDouble(), 4 * random.nextDouble()};
      double[] p = Logits.softmax(honest);
      double u = random.nextDouble();
      float[] targets = new float[3];
      targets[u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2] = 1;
      float[] logits = new float[3];
      for (int l = 0; l < 3; l++) {
        logits[l] = (float) (factors[l] * honest[l]);
      }
      rows.add(new Prediction("i" + i, "p" + i, targets, logits, new float[3]));
    }
    return new PredictionList(List.of("a", "b", "c"), rows);
  }

  private static Calibration fit(PredictionList predictions, Task task, CalibrationMethod method) {
    return CalibrationFit.fit(
            predictions,
            task,
            LIST,
            CalibrationOptions.standard().withMethod(method),
            Collections.nCopies(predictions.labels().size(), PriorCorrection.none()))
        .calibration();
  }

  private static double t(LabelCalibration label) {
    return ((Temperature) label.calibrator()).temperature();
  }

  private static PredictionList distorted(int n, double[] factors) {
    SplittableRandom random = new SplittableRandom(3);
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      float[] targets = new float[factors.length];
      float[] logits = new float[factors.length];
      for (int l = 0; l < factors.length; l++) {
        double honest = 5 * random.nextDouble() - 2.8;
        targets[l] = random.nextDouble() < Logits.sigmoid(honest) ? 1 : 0;
        logits[l] = (float) (factors[l] * honest);
      }
      rows.add(new Prediction("i" + i, "p" + i / 2, targets, logits, new float[factors.length]));
    }
    return new PredictionList(List.of("l0", "l1"), rows);
  }
}
