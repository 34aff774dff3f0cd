package org.truncus.list;

import java.util.Locale;
import org.truncus.problem.UsageException;

/**
 * Shares of the patients in per cent.
 *
 * @param train more than 0
 * @param val at least 0
 * @param test at least 0
 */
public record SplitRatios(double train, double val, double test) {

  /** Checks the ranges and the sum. */
  public SplitRatios {
    if (!(train > 0 && val >= 0 && test >= 0 && Math.abs(train + val + test - 100) < 1e-6)) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "split %s/%s/%s: expected per cent of train/val/test that sum to 100, with some to"
                  + " train, such as 64/16/20",
              train,
              val,
              test));
    }
  }

  /** 64/16/20: a fifth for testing, and of the rest a fifth for validation. */
  public static SplitRatios standard() {
    return new SplitRatios(64, 16, 20);
  }

  /**
   * Reads {@code 64/16/20}.
   *
   * @throws UsageException where it isn't three numbers that sum to 100
   */
  public static SplitRatios parse(String text) {
    String[] parts = text.strip().split("/", -1);
    try {
      if (parts.length == 3) {
        return new SplitRatios(
            Double.parseDouble(parts[0]),
            Double.parseDouble(parts[1]),
            Double.parseDouble(parts[2]));
      }
    } catch (NumberFormatException e) {
      // told below, together with a wrong number of parts
    }
    throw new UsageException(
        "split '" + text + "': expected per cent of train/val/test, such as 64/16/20");
  }

  double share(Split split) {
    return switch (split) {
          case TRAIN -> train;
          case VAL -> val;
          case TEST -> test;
        }
        / 100;
  }
}
