package org.truncus.gateway.report;

import java.util.Locale;

/** Shares as percentages. */
final class Percent {
  private Percent() {}

  /** Two decimals, a point, no exponent: a DS of at most 6 characters. */
  static String of(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }
}
