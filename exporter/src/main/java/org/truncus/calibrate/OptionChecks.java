package org.truncus.calibrate;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.truncus.problem.UsageException;

/** What independent labels, and what the classes of a softmax, can be calibrated with. */
final class OptionChecks {

  private static final double ROUNDING = 1e-3;

  private OptionChecks() {}

  static void check(CalibrationOptions options, List<String> labels, boolean classes) {
    Stream.concat(Stream.ofNullable(options.method()), options.methods().values().stream())
        .filter(Objects::nonNull)
        .forEach(method -> check(method, classes));
    if (options.methods().containsValue(CalibrationMethod.JOINT_TEMPERATURE)) {
      throw new UsageException(
          "--calibration: joint-temperature is one for all labels; give it without a label");
    }
    if (classes && !options.methods().isEmpty()) {
      throw new UsageException(
          "--calibration: the classes of a softmax are calibrated together; give one method for all"
              + " of them, without a label");
    }
    if (classes) {
      checkClassPrevalences(options, labels);
    }
  }

  private static void check(CalibrationMethod method, boolean classes) {
    if (classes && !method.forClasses()) {
      throw new UsageException(
          "--calibration: found "
              + method.text()
              + ", but the model's labels are the classes of one softmax, whose probabilities would"
              + " no longer sum to one; expected auto, none, temperature or vector");
    }
    if (!classes && !method.forLabels()) {
      throw new UsageException(
          "--calibration: found "
              + method.text()
              + ", which is for the classes of a softmax; expected auto, none, temperature,"
              + " joint-temperature, platt, beta or isotonic");
    }
  }

  private static void checkClassPrevalences(CalibrationOptions options, List<String> labels) {
    boolean some = options.prevalence() != null || !options.prevalences().isEmpty();
    double sum = options.prevalences().values().stream().mapToDouble(Double::doubleValue).sum();
    boolean all = options.prevalence() == null && options.prevalences().size() == labels.size();
    if (some && (!all || Math.abs(sum - 1) > ROUNDING)) {
      throw new UsageException(
          "--deployment-prevalence: the labels are classes of which one is present; give"
              + " CLASS=P for each of "
              + String.join(", ", labels)
              + ", summing to 1");
    }
  }
}
