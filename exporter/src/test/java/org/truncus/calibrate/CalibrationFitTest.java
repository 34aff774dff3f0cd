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
