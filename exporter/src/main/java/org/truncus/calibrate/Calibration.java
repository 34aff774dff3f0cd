package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.list.Task;

/**
 * The calibration of a model, as it stands in {@code truncus.json}.
 *
 * @param method the one of all labels that are calibrated, {@value #MIXED} where there are several,
 *     {@code none} where there is none
 * @param perLabel by label, in label order
 * @param fittedOn the rows that were used
 * @param before quality of the network's own probabilities: mean over the labels; {@code nll} of a
 *     multi-class model is that of the whole distribution
 * @param after the same of the calibrated ones, cross-fitted
 */
public record Calibration(
    String method,
    Map<String, LabelCalibration> perLabel,
    FittedOn fittedOn,
    CalibrationQuality before,
    CalibrationQuality after) {

  /** Where labels are calibrated by different methods. */
  public static final String MIXED = "mixed";

  /** Keeps an unmodifiable copy of the map, in its order. */
  public Calibration {
    perLabel = Collections.unmodifiableMap(new LinkedHashMap<>(perLabel));
  }

  /** With the method read off the labels. */
  static Calibration of(
      Map<String, LabelCalibration> perLabel,
      FittedOn fittedOn,
      CalibrationQuality before,
      CalibrationQuality after) {
    Set<String> methods =
        perLabel.values().stream()
            .filter(LabelCalibration::calibrated)
            .map(LabelCalibration::method)
            .collect(Collectors.toSet());
    String method =
        methods.isEmpty()
            ? LabelCalibration.NONE
            : methods.size() == 1 ? methods.iterator().next() : MIXED;
    return new Calibration(method, perLabel, fittedOn, before, after);
  }

  /**
   * The labels' calibrations in the order of the outputs.
   *
   * @throws IllegalArgumentException where a label has no entry
   */
  public List<LabelCalibration> ordered(List<String> labels) {
    return labels.stream()
        .map(
            label -> {
              LabelCalibration one = perLabel.get(label);
              if (one == null) {
                throw new IllegalArgumentException("no calibration for label " + label);
              }
              return one;
            })
        .toList();
  }

  /**
   * The probabilities of one image.
   *
   * @param labels {@code [L]} in the order of the outputs, see {@link #ordered}
   * @param logits {@code [L]}
   * @return {@code [L]}
   */
  public static double[] probabilities(List<LabelCalibration> labels, float[] logits, Task task) {
    double[] values = new double[logits.length];
    for (int l = 0; l < values.length; l++) {
      LabelCalibration one = labels.get(l);
      values[l] =
          task == Task.MULTICLASS ? one.calibratedLogit(logits[l]) : one.probability(logits[l]);
    }
    return task == Task.MULTICLASS ? Logits.softmax(values) : values;
  }

  /** The same predictions with calibrated probabilities, made of their logits. */
  public PredictionList apply(PredictionList predictions, Task task) {
    List<LabelCalibration> labels = ordered(predictions.labels());
    List<Prediction> rows = new ArrayList<>(predictions.rows().size());
    for (Prediction row : predictions.rows()) {
      double[] exact = probabilities(labels, row.logits(), task);
      float[] rounded = new float[exact.length];
      for (int l = 0; l < rounded.length; l++) {
        rounded[l] = (float) exact[l];
      }
      rows.add(new Prediction(row.image(), row.patientId(), row.targets(), row.logits(), rounded));
    }
    return new PredictionList(predictions.labels(), rows);
  }
}
