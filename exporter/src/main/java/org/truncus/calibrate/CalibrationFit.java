package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.list.Task;
import org.truncus.metric.LabelSample;
import org.truncus.problem.UsageException;

/**
 * Fits the calibration of a model on the predictions of its validation split. A label whose rows
 * can't tell a calibrator keeps its scores as they are, with the reason.
 */
public final class CalibrationFit {

  private final PredictionList predictions;
  private final CalibrationOptions options;
  private final List<PriorCorrection> corrections;
  private final QualityMeasure measure = new QualityMeasure();
  private final Map<String, LabelCalibration> perLabel = new LinkedHashMap<>();
  private final Map<String, LabelSample> before = new LinkedHashMap<>();
  private final Map<String, LabelSample> after = new LinkedHashMap<>();

  private CalibrationFit(
      PredictionList predictions, CalibrationOptions options, List<PriorCorrection> corrections) {
    this.predictions = predictions;
    this.options = options;
    this.corrections = corrections;
  }

  /**
   * Fits the calibration of every label.
   *
   * @param predictions of the validation split
   * @param listSha256 digest of the list the split comes from
   * @param corrections of the priors, in the order of the labels
   * @throws UsageException where the options name what the model doesn't have or what its rows
   *     can't tell
   */
  public static CalibrationResult fit(
      PredictionList predictions,
      Task task,
      String listSha256,
      CalibrationOptions options,
      List<PriorCorrection> corrections) {
    options.check(predictions.labels(), task == Task.MULTICLASS);
    CalibrationFit fit = new CalibrationFit(predictions, options, corrections);
    FittedOn data = fit.data(listSha256);
    Calibration calibration = task == Task.MULTICLASS ? fit.classes(data) : fit.labels(data);
    return new CalibrationResult(calibration, fit.before, fit.after);
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

  private Calibration labels(FittedOn data) {
    List<String> labels = predictions.labels();
    List<LabelSample> samples =
        IntStream.range(0, labels.size()).mapToObj(l -> LabelSample.of(predictions, l)).toList();
    List<LabelFitting> fittings = new ArrayList<>();
    for (int l = 0; l < labels.size(); l++) {
      fittings.add(new LabelFitting(labels.get(l), samples.get(l), corrections.get(l)));
    }
    List<LabelFitting.Result> joint =
        options.method() == CalibrationMethod.JOINT_TEMPERATURE
            ? JointFitting.fit(fittings, samples)
            : List.of();
    for (int l = 0; l < labels.size(); l++) {
      CalibrationMethod asked = options.method(labels.get(l));
      LabelFitting.Result result =
          asked == CalibrationMethod.JOINT_TEMPERATURE
              ? joint.get(l)
              : asked == null
                  ? fittings.get(l).chosen()
                  : fittings.get(l).asked(asked, options.methods().containsKey(labels.get(l)));
      label(l, samples.get(l), result, data);
    }
    return Calibration.of(
        perLabel,
        data,
        QualityMeasure.mean(perLabel.values().stream().map(LabelCalibration::before).toList()),
        QualityMeasure.mean(perLabel.values().stream().map(LabelCalibration::after).toList()));
  }

  private void label(int index, LabelSample sample, LabelFitting.Result result, FittedOn data) {
    String label = predictions.labels().get(index);
    add(
        index,
        result.calibrator(),
        result.crossValidatedNll(),
        result.reason(),
        shift(label, data, PrevalenceShift::ofLabel),
        QualityMeasure.sample(sample, sample.logits()),
        QualityMeasure.sample(sample, result.crossFitted()));
  }

  private Calibration classes(FittedOn data) {
    int labels = predictions.labels().size();
    ClassRows raw = ClassRows.of(predictions, Collections.nCopies(labels, PriorCorrection.none()));
    ClassFitting.Result result =
        new ClassFitting(ClassRows.of(predictions, corrections), labels).fit(options.method());
    double[][] own = raw.probabilities();
    double[][] calibrated = result.crossFitted().probabilities();
    for (int l = 0; l < labels; l++) {
      String label = predictions.labels().get(l);
      add(
          l,
          result.calibrators().get(l),
          result.crossValidatedNll(),
          result.reason(),
          shift(label, data, PrevalenceShift::ofClass),
          sample(raw, own, l),
          sample(raw, calibrated, l));
    }
    return Calibration.of(
        perLabel,
        data,
        QualityMeasure.mean(perLabel.values().stream().map(LabelCalibration::before).toList())
            .withNll(raw.nll()),
        QualityMeasure.mean(perLabel.values().stream().map(LabelCalibration::after).toList())
            .withNll(result.crossFitted().nll()));
  }

  private PrevalenceShift shift(
      String label, FittedOn data, BiFunction<Double, Double, PrevalenceShift> between) {
    Double to = options.prevalence(label);
    double from = data.prevalence().get(label);
    if (to != null && !(from > 0 && from < 1)) {
      throw new UsageException(
          "--deployment-prevalence: the rows of "
              + label
              + " in the validation split are all of one kind, so nothing can be moved from there;"
              + " leave it out");
    }
    return to == null ? null : between.apply(from, to);
  }

  private static LabelSample sample(ClassRows rows, double[][] probabilities, int label) {
    double[] scores = new double[probabilities.length];
    double[] logits = new double[probabilities.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = probabilities[i][label];
      logits[i] = rows.logits()[i][label];
    }
    return new LabelSample(scores, logits, rows.positives(label), rows.patients());
  }

  private void add(
      int index,
      Calibrator calibrator,
      Map<CalibrationMethod, Double> crossValidatedNll,
      String reason,
      PrevalenceShift shift,
      LabelSample own,
      LabelSample calibrated) {
    String label = predictions.labels().get(index);
    before.put(label, own);
    after.put(label, calibrated);
    perLabel.put(
        label,
        new LabelCalibration(
            calibrator,
            corrections.get(index),
            shift,
            crossValidatedNll,
            reason,
            own.positives().length,
            Math.toIntExact(own.positiveCount()),
            measure.of(own),
            measure.of(calibrated)));
  }
}
