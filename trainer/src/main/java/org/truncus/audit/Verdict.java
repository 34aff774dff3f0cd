package org.truncus.audit;

import java.util.Locale;
import org.truncus.metric.Bootstrapped;

/**
 * What an area under the ROC curve with its interval says of a measure. The rule looks at the lower
 * end of the interval: what the data are sure of, not what they happened to show.
 */
public enum Verdict {
  /** The lower end is at least {@value #SHORTCUT_FROM}: a network can learn this instead. */
  SHORTCUT,
  /** The lower end is above {@value #LOOK_ABOVE}: look at why it is so. */
  LOOK,
  /** Neither. */
  NONE,
  /** Too few patients of either kind for an interval. */
  UNKNOWN;

  /** From this lower end on, a measure is called a shortcut. */
  public static final double SHORTCUT_FROM = 0.70;

  /**
   * Above this lower end a measure is worth a look. Further from 0.5 than need be for one measure,
   * since there are many: one interval in twenty has its lower end above 0.5 by chance.
   */
  public static final double LOOK_ABOVE = 0.55;

  static Verdict of(Bootstrapped auroc) {
    double low = auroc.ci95().low();
    if (!auroc.ci95().isDefined()) {
      return UNKNOWN;
    }
    return low >= SHORTCUT_FROM ? SHORTCUT : low > LOOK_ABOVE ? LOOK : NONE;
  }

  /** As written in JSON and tables. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether somebody should look. */
  public boolean isFlag() {
    return this == SHORTCUT || this == LOOK;
  }
}
