package org.truncus.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers for an axis (Heckbert 1990): steps of 1, 2 or 5 times a power of ten. */
final class Ticks {

  private Ticks() {}

  /** Round numbers within [low, high], about as many as wanted. */
  static List<Double> between(double low, double high, int wanted) {
    double step = step(low, high, wanted);
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

  /** The number with as many decimals as the step needs. */
  static String label(double value, double step) {
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    String text = String.format(Locale.ROOT, "%." + Math.min(decimals, 9) + "f", value);
    return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
  }
}
