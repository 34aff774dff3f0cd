package org.truncus.audit;

import java.math.BigDecimal;
import java.math.MathContext;

/** Values of measures as people read them. */
final class Numbers {

  private static final MathContext THREE = new MathContext(3);
  private static final double WHOLE = 1000;

  private Numbers() {}

  /** Three significant digits; whole numbers and what is above 1000 without a fraction. */
  static String text(double value) {
    if (value == Math.rint(value) || Math.abs(value) >= WHOLE) {
      return Long.toString(Math.round(value));
    }
    return new BigDecimal(value).round(THREE).stripTrailingZeros().toPlainString();
  }
}
