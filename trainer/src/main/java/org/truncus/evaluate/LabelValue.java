package org.truncus.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import org.truncus.problem.UsageException;

/**
 * A number for one label, or for all of them: {@code effusion=0.3} or {@code 0.3}.
 *
 * @param label empty for all
 * @param value finite
 */
public record LabelValue(String label, double value) {

  /**
   * Reads one; what stands before the last {@code =} is the label.
   *
   * @param option it was given with, for the message
   * @throws UsageException where there is no finite number
   */
  public static LabelValue parse(String option, String text) {
    int equals = text.lastIndexOf('=');
    String label = equals < 0 ? "" : text.substring(0, equals);
    try {
      double value = Double.parseDouble(text.substring(equals + 1));
      if (Double.isFinite(value)) {
        return new LabelValue(label, value);
      }
    } catch (NumberFormatException e) {
      // reported below, like a number that isn't finite
    }
    throw new UsageException(
        option + " " + text + ": expected a number, or <label>=<number> for one label");
  }

  /** The values for a label in their order: its own where it has any, those for all otherwise. */
  static double[] forLabel(List<LabelValue> values, String label) {
    double[] own = matching(values, label);
    return own.length > 0 ? own : matching(values, "");
  }

  /** The last value for a label. */
  static OptionalDouble last(List<LabelValue> values, String label) {
    double[] all = forLabel(values, label);
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[all.length - 1]);
  }

  private static double[] matching(List<LabelValue> values, String label) {
    return values.stream()
        .filter(v -> v.label().equals(label))
        .mapToDouble(LabelValue::value)
        .distinct()
        .toArray();
  }
}
