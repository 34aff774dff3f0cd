package org.truncus.calibrate;

import org.truncus.metric.Confusion;

/** What an operating point is to reach, and which of the thresholds that do is the best. */
public enum PointRule {
  /** At least so many of the positives found; of these the fewest false alarms. */
  SENSITIVITY("sensitivity", ">="),

  /** At least so many of the negatives spared; of these the most positives found. */
  SPECIFICITY("specificity", ">="),

  /** At least so many of the alerts right; of these the most positives found. */
  PPV("ppv", ">="),

  /** At most so many of all images alerted; of these the most positives found. */
  ALERT_RATE("alert-rate", "<="),

  /** The highest sensitivity plus specificity (Youden 1950). */
  YOUDEN("youden", "");

  /** Counts that a rate needs, are whole numbers: only rounding may hide one. */
  private static final double ROUNDING = 1e-9;

  private final String text;
  private final String comparison;

  PointRule(String text, String comparison) {
    this.text = text;
    this.comparison = comparison;
  }

  /** The name in options. */
  public String text() {
    return text;
  }

  /** {@code >=} or {@code <=}; empty where no value is asked for. */
  public String comparison() {
    return comparison;
  }

  /** Whether what it measures depends on how frequent the finding is. */
  public boolean dependsOnPrevalence() {
    return this == PPV || this == ALERT_RATE;
  }

  /**
   * What it measures.
   *
   * @param prevalence NaN for that of the rows
   */
  double measure(Confusion at, double prevalence) {
    return switch (this) {
      case SENSITIVITY -> at.sensitivity();
      case SPECIFICITY -> at.specificity();
      case PPV -> Double.isNaN(prevalence) ? at.ppv() : at.ppvAtPrevalence(prevalence);
      case ALERT_RATE -> alertRate(at, prevalence);
      case YOUDEN -> at.sensitivity() + at.specificity() - 1;
    };
  }

  private static double alertRate(Confusion at, double prevalence) {
    double p = Double.isNaN(prevalence) ? at.prevalence() : prevalence;
    return at.sensitivity() * p + (1 - at.specificity()) * (1 - p);
  }

  /** Whether the counts reach the value. */
  boolean reached(Confusion at, double value, double prevalence) {
    return switch (this) {
      case SENSITIVITY -> at.tp() >= value * at.positives() - ROUNDING;
      case SPECIFICITY -> at.tn() >= value * at.negatives() - ROUNDING;
      case PPV -> measure(at, prevalence) >= value - ROUNDING;
      case ALERT_RATE -> measure(at, prevalence) <= value + ROUNDING;
      case YOUDEN -> true;
    };
  }

  /** Whether counts that reach the value are better than others that do. */
  boolean better(Confusion at, Confusion than) {
    long found = at.tp() - than.tp();
    long alarms = at.fp() - than.fp();
    long first =
        switch (this) {
          case SENSITIVITY -> -alarms;
          case SPECIFICITY, PPV, ALERT_RATE -> found;
          case YOUDEN -> found * at.negatives() - alarms * at.positives();
        };
    long second = first == 0 ? (this == SENSITIVITY || this == YOUDEN ? found : -alarms) : first;
    return second > 0;
  }
}
