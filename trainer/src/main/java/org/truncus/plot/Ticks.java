package org.truncus.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers for an axis (Heckbert 1990): steps of 1, 2 or 5 times a power of ten. */
final class Ticks {

  private static final int MOST_DECIMALS = 4;

  private Ticks() {}

  /** The multiples of the step within [low, high]. */
  static List<Double> between(double low, double high, double step) {
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Distance between two ticks. */
  static double step(double low, double high, int wanted) {
    double rough = (high - low) / Math.max(1, wanted);
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double lead = rough / power;
    return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
  }

  /**
   * The number with as many decimals as the step needs; with a power of ten where these are many.
   */
  static String label(double value, double step) {
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    if (decimals > MOST_DECIMALS) {
      return Math.abs(value) < step / 2 ? "0" : scientific(value, decimals);
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
  }

  /** For example {@code 1.2e-4}. */
  private static String scientific(double value, int decimals) {
    int exponent = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    double mantissa = value / Math.pow(10, exponent);
    return String.format(
        Locale.ROOT, "%." + Math.max(0, decimals + exponent) + "fe%d", mantissa, exponent);
  }
}
