package org.truncus.image;

import java.util.Locale;
import java.util.Optional;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * A window (PS3.3 section C.11.2.1.2 and C.11.2.1.3).
 *
 * @param function how values map to [0, 1]
 * @param center WindowCenter
 * @param width WindowWidth: at least 1 for LINEAR, above 0 for the others
 */
record Window(Function function, double center, double width) {

  enum Function {
    LINEAR,
    LINEAR_EXACT,
    SIGMOID
  }

  /** The first window of a data set; empty where there is none, or one that can't be. */
  static Optional<Window> first(DataSet dataSet) {
    double[] centers = dataSet.decimals(Tag.WindowCenter);
    double[] widths = dataSet.decimals(Tag.WindowWidth);
    if (centers.length == 0 || widths.length == 0) {
      return Optional.empty();
    }
    Function function = function(dataSet.string(Tag.VOILUTFunction).orElse("LINEAR"));
    boolean valid = function == Function.LINEAR ? widths[0] >= 1 : widths[0] > 0;
    return valid ? Optional.of(new Window(function, centers[0], widths[0])) : Optional.empty();
  }

  private static Function function(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "LINEAR_EXACT" -> Function.LINEAR_EXACT;
      case "SIGMOID" -> Function.SIGMOID;
      default -> Function.LINEAR;
    };
  }

  /** A value in [0, 1]. */
  double map(double x) {
    double y =
        switch (function) {
          case LINEAR -> linear(x);
          case LINEAR_EXACT -> (x - center) / width + 0.5;
          case SIGMOID -> 1 / (1 + Math.exp(-4 * (x - center) / width));
        };
    return Math.max(0, Math.min(1, y));
  }

  private double linear(double x) {
    if (width == 1) {
      return x > center - 0.5 ? 1 : 0;
    }
    return (x - (center - 0.5)) / (width - 1) + 0.5;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "window %s center %s width %s", function, center, width);
  }
}
