package org.truncus.plot;

import java.util.List;
import java.util.Locale;

/**
 * One axis of a plot.
 *
 * @param title what it shows, with unit
 * @param low value at the left or lower end
 * @param high value at the other end, above {@code low}
 * @param finest least distance of two ticks, 1 for whole numbers; 0 for any
 */
public record Axis(String title, double low, double high, double finest) {

  private static final int TICKS = 5;

  /** Checks the range. */
  public Axis {
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "axis '%s' from %s to %s", title, low, high));
    }
  }

  /** An axis with ticks at any distance. */
  public Axis(String title, double low, double high) {
    this(title, low, high, 0);
  }

  /** From 0 to 1. */
  public static Axis unit(String title) {
    return new Axis(title, 0, 1);
  }

  /** A range that holds all finite values, ends at round numbers, and is never empty. */
  public static Axis fitting(String title, double... values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (low > high) {
      return unit(title);
    }
    if (low == high) {
      double half = low == 0 ? 1 : Math.abs(low) / 2;
      low -= half;
      high += half;
    }
    double step = Ticks.step(low, high, TICKS);
    return new Axis(
        title, Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step);
  }

  List<Double> ticks(int wanted) {
    return Ticks.between(low, high, step(wanted));
  }

  String label(double tick, int wanted) {
    return Ticks.label(tick, step(wanted));
  }

  private double step(int wanted) {
    return Math.max(finest, Ticks.step(low, high, wanted));
  }

  /** Position in [0,1] along the axis; outside for a value outside. */
  double share(double value) {
    return (value - low) / (high - low);
  }
}
