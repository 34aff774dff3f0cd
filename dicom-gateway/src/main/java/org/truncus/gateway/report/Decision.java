package org.truncus.gateway.report;

/** What was decided for a label, as CID 240 puts it. */
public enum Decision {
  PRESENT,
  ABSENT,
  /** No score, or no threshold: nothing was decided. */
  UNDETERMINED;

  /** Present where score >= threshold; undetermined where one of them is NaN. */
  public static Decision of(double score, double threshold) {
    if (Double.isNaN(score) || Double.isInfinite(score) || Double.isNaN(threshold)) {
      return UNDETERMINED;
    }
    return score >= threshold ? PRESENT : ABSENT;
  }
}
