package org.truncus.metric;

/**
 * A rate at a threshold with its intervals.
 *
 * @param value NaN where it is a ratio of nothing
 * @param wilson Wilson's interval of independent rows; undefined for what is no proportion
 * @param bootstrap interval by resampling patients; undefined where there are fewer than {@link
 *     #FEWEST_PATIENTS} with a positive, or a negative, row
 * @param rows it is a share of
 * @param patients of these rows
 */
public record RateEstimate(
    double value, Interval wilson, Interval bootstrap, long rows, long patients) {

  /**
   * Patients below which a bootstrap isn't believed: it can only draw the few it has, so its
   * intervals are far too narrow.
   */
  public static final int FEWEST_PATIENTS = 5;

  /** Which interval a rate is shown with. */
  public enum Method {
    /** Wilson's: every row is of another patient. */
    WILSON("Wilson"),
    /** Wilson's with patients in place of rows: the bootstrap has no width, or few patients. */
    WILSON_PATIENTS("Wilson, patients"),
    /** Percentiles of a bootstrap of patients. */
    BOOTSTRAP("patient bootstrap"),
    /** None: the rate is undefined. */
    NONE("none");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    /** For reports. */
    public String text() {
      return text;
    }
  }

  /**
   * The choice: Wilson's where every row is of another patient; otherwise the bootstrap, but
   * Wilson's with the number of patients where the proportion is 0 or 1 or these are few.
   */
  public Method method() {
    if (Double.isNaN(value)) {
      return Method.NONE;
    }
    if (!wilson.isDefined()) {
      return bootstrap.isDefined() ? Method.BOOTSTRAP : Method.NONE;
    }
    if (patients == rows) {
      return Method.WILSON;
    }
    boolean narrow =
        value == 0 || value == 1 || patients < FEWEST_PATIENTS || !bootstrap.isDefined();
    return narrow ? Method.WILSON_PATIENTS : Method.BOOTSTRAP;
  }

  /** The interval by {@link #method}. */
  public Interval interval() {
    return switch (method()) {
      case WILSON -> wilson;
      case WILSON_PATIENTS -> WilsonInterval.of(Math.round(value * patients), patients);
      case BOOTSTRAP -> bootstrap;
      case NONE -> Interval.undefined();
    };
  }
}
