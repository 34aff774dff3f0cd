package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.list.Task;
import org.truncus.metric.Brier;
import org.truncus.metric.CalibrationError;
import org.truncus.metric.LabelSample;

/**
 * Fits the calibration of a model on the predictions of its validation split. A label whose rows
 * can't tell a temperature keeps its scores as they are, with the reason.
 */
public final class Calibrator {

  /** Rows of either kind that a temperature needs. */
  public static final int LEAST = 5;

  private final PredictionList predictions;
  private final Map<String, LabelCalibration> perLabel = new LinkedHashMap<>();

  private Calibrator(PredictionList predictions) {
    this.predictions = predictions;
  }

  /**
   * Fits one temperature a label, or one for all classes of a multi-class model.
   *
   * @param predictions of the validation split
   * @param listSha256 digest of the list the split comes from
   */
  public static Calibration fit(PredictionList predictions, Task task, String listSha256) {
    Calibrator calibrator = new Calibrator(predictions);
    FittedOn data = calibrator.data(listSha256);
    return switch (task) {
      case MULTILABEL -> calibrator.multilabel(data);
      case MULTICLASS -> calibrator.multiclass(data);
    };
  }

  /** The same predictions with calibrated probabilities, made of their logits. */
  public static PredictionList apply(
      Calibration calibration, PredictionList predictions, Task task) {
    double[] temperatures = calibration.temperatures(predictions.labels());
    List<Prediction> rows = new ArrayList<>(predictions.rows().size());
    for (Prediction row : predictions.rows()) {
      float[] probabilities = probabilities(row.logits(), temperatures, task);
      rows.add(
          new Prediction(row.image(), row.patientId(), row.targets(), row.logits(), probabilities));
    }
    return new PredictionList(predictions.labels(), rows);
  }

  private static float[] probabilities(float[] logits, double[] temperatures, Task task) {
    double[] z = new double[logits.length];
    for (int l = 0; l < z.length; l++) {
      z[l] = logits[l] / temperatures[l];
    }
    double[] softmax = task == Task.MULTICLASS ? TemperatureScaling.softmax(z, 1) : null;
    float[] probabilities = new float[z.length];
    for (int l = 0; l < z.length; l++) {
      probabilities[l] =
          (float) (softmax == null ? TemperatureScaling.sigmoid(z[l], 1) : softmax[l]);
    }
    return probabilities;
  }

  private FittedOn data(String listSha256) {
    Map<String, Double> prevalence = new LinkedHashMap<>();
    for (int l = 0; l < predictions.labels().size(); l++) {
      LabelSample sample = LabelSample.of(predictions, l);
      prevalence.put(
          predictions.labels().get(l), (double) sample.positiveCount() / sample.positives().length);
    }
    long patients = predictions.rows().stream().map(Prediction::patientId).distinct().count();
    return new FittedOn(
        listSha256, "val", predictions.rows().size(), Math.toIntExact(patients), prevalence);
  }

  private Calibration multilabel(FittedOn data) {
    for (int l = 0; l < predictions.labels().size(); l++) {
      LabelSample sample = LabelSample.of(predictions, l);
      String label = predictions.labels().get(l);
      Fit fit;
      try {
        checkEnough(sample);
        double t = TemperatureScaling.fit(sample.logits(), sample.positives());
        fit = new Fit(LabelCalibration.TEMPERATURE, t, null);
      } catch (NoTemperatureException e) {
        fit = new Fit(LabelCalibration.NONE, 1, e.getMessage());
      }
      perLabel.put(label, fit.label(sample, quality(sample, 1), quality(sample, fit.t)));
    }
    return whole(
        data,
        mean(perLabel.values().stream().map(LabelCalibration::before).toList()),
        mean(perLabel.values().stream().map(LabelCalibration::after).toList()));
  }

  private Calibration multiclass(FittedOn data) {
    ClassRows rows = ClassRows.of(predictions);
    Fit fit;
    try {
      for (int l = 0; l < predictions.labels().size(); l++) {
        checkEnough(LabelSample.of(predictions, l));
      }
      double t = TemperatureScaling.fit(rows.logits(), rows.classes());
      fit = new Fit(LabelCalibration.TEMPERATURE, t, null);
    } catch (NoTemperatureException e) {
      fit = new Fit(LabelCalibration.NONE, 1, e.getMessage());
    }
    for (int l = 0; l < predictions.labels().size(); l++) {
      perLabel.put(
          predictions.labels().get(l),
          fit.label(LabelSample.of(predictions, l), rows.quality(l, 1), rows.quality(l, fit.t)));
    }
    CalibrationQuality before =
        mean(perLabel.values().stream().map(LabelCalibration::before).toList());
    CalibrationQuality after =
        mean(perLabel.values().stream().map(LabelCalibration::after).toList());
    return whole(
        data,
        new CalibrationQuality(before.ece(), before.brier(), rows.nll(1)),
        new CalibrationQuality(after.ece(), after.brier(), rows.nll(fit.t)));
  }

  private Calibration whole(FittedOn data, CalibrationQuality before, CalibrationQuality after) {
    boolean any =
        perLabel.values().stream()
            .anyMatch(label -> label.method().equals(LabelCalibration.TEMPERATURE));
    String method = any ? LabelCalibration.TEMPERATURE : LabelCalibration.NONE;
    return new Calibration(method, perLabel, data, before, after);
  }

  private static void checkEnough(LabelSample sample) {
    long positives = sample.positiveCount();
    long negatives = sample.positives().length - positives;
    if (positives < LEAST || negatives < LEAST) {
      throw new NoTemperatureException(
          String.format(
              "the validation split has %d positive and %d negative rows, %d of each are needed",
              positives, negatives, LEAST));
    }
    for (double logit : sample.logits()) {
      if (!Double.isFinite(logit)) {
        throw new NoTemperatureException("a logit of the validation split is no finite number");
      }
    }
  }

  private static CalibrationQuality quality(LabelSample sample, double temperature) {
    double[] p = new double[sample.logits().length];
    for (int i = 0; i < p.length; i++) {
      p[i] = TemperatureScaling.sigmoid(sample.logits()[i], temperature);
    }
    return new CalibrationQuality(
        CalibrationError.of(p, sample.positives()),
        Brier.of(p, sample.positives()),
        SigmoidLikelihood.nll(sample.logits(), sample.positives(), 1 / temperature));
  }

  private static CalibrationQuality mean(List<CalibrationQuality> qualities) {
    return new CalibrationQuality(
        qualities.stream().mapToDouble(CalibrationQuality::ece).average().orElse(Double.NaN),
        qualities.stream().mapToDouble(CalibrationQuality::brier).average().orElse(Double.NaN),
        qualities.stream().mapToDouble(CalibrationQuality::nll).average().orElse(Double.NaN));
  }

  private record Fit(String method, double t, String reason) {

    LabelCalibration label(
        LabelSample sample, CalibrationQuality before, CalibrationQuality after) {
      return new LabelCalibration(
          method,
          t,
          reason,
          sample.positives().length,
          Math.toIntExact(sample.positiveCount()),
          before,
          after);
    }
  }
}
