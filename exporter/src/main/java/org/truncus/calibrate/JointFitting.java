package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.truncus.metric.LabelSample;

/**
 * Fits one temperature to the rows of all labels together, which lends rare labels the rows of
 * frequent ones. Labels whose scores are no finite numbers take no part.
 */
final class JointFitting {

  private JointFitting() {}

  /**
   * Fits.
   *
   * @param labels rows with corrected logits
   * @param samples their patients
   * @return in the order of the labels
   */
  static List<LabelFitting.Result> fit(List<LabelFitting> labels, List<LabelSample> samples) {
    List<Integer> taken =
        IntStream.range(0, labels.size()).filter(l -> isFinite(labels.get(l))).boxed().toList();
    String[] patients =
        taken.stream()
            .flatMap(l -> Arrays.stream(samples.get(l).patients()))
            .toArray(String[]::new);
    LabelFit all = stacked(taken.stream().map(l -> labels.get(l).rows()).toList());
    LabelSample pooled = new LabelSample(all.z(), all.z(), all.positives(), patients);
    LabelFitting joint = new LabelFitting("", pooled, PriorCorrection.none());
    LabelFitting.Result result;
    try {
      joint.checkEnough(CalibrationMethod.JOINT_TEMPERATURE);
      Calibrator calibrator = all.fit(CalibrationMethod.JOINT_TEMPERATURE);
      PatientFolds folds = PatientFolds.of(patients, all.positives());
      double[] logits = all.crossFitted(CalibrationMethod.JOINT_TEMPERATURE, folds);
      result = new LabelFitting.Result(calibrator, Map.of(), null, logits);
    } catch (UnfittableException e) {
      result = new LabelFitting.Result(new Uncalibrated(), Map.of(), e.getMessage(), all.z());
    }
    return split(labels, taken, result);
  }

  private static List<LabelFitting.Result> split(
      List<LabelFitting> labels, List<Integer> taken, LabelFitting.Result all) {
    List<LabelFitting.Result> results = new ArrayList<>();
    int at = 0;
    for (int l = 0; l < labels.size(); l++) {
      if (!taken.contains(l)) {
        results.add(
            labels.get(l).uncalibrated("a logit of the validation split is no finite number"));
        continue;
      }
      LabelFit rows = labels.get(l).rows();
      double[] own = Arrays.copyOfRange(all.crossFitted(), at, at + rows.z().length);
      at += rows.z().length;
      Map<CalibrationMethod, Double> nll =
          own.length == 0 || !(all.calibrator() instanceof JointTemperature)
              ? Map.of()
              : MethodSelection.means(
                  Map.of(CalibrationMethod.JOINT_TEMPERATURE, rows.losses(own)));
      results.add(new LabelFitting.Result(all.calibrator(), nll, all.reason(), own));
    }
    return results;
  }

  private static boolean isFinite(LabelFitting label) {
    return Arrays.stream(label.rows().z()).allMatch(Double::isFinite);
  }

  private static LabelFit stacked(List<LabelFit> parts) {
    int n = parts.stream().mapToInt(part -> part.z().length).sum();
    double[] z = new double[n];
    boolean[] positives = new boolean[n];
    int at = 0;
    for (LabelFit part : parts) {
      System.arraycopy(part.z(), 0, z, at, part.z().length);
      System.arraycopy(part.positives(), 0, positives, at, part.z().length);
      at += part.z().length;
    }
    return new LabelFit(z, positives);
  }
}
