package org.truncus.calibrate;

import java.util.Objects;

/**
 * What training made too large: weighting the positives of a label w times, or showing them w times
 * as often, adds {@code ln w} to the logit of a network that has learnt the odds; taking it away
 * gives the odds of the unweighted data (Elkan 2001; Saerens, Latinne and Decaestecker 2002). It is
 * subtracted before any calibrator looks at the logit.
 *
 * @param logit what is subtracted; finite
 * @param reason where it comes from, for people
 */
public record PriorCorrection(double logit, String reason) {

  /** Checks the number. */
  public PriorCorrection {
    if (!Double.isFinite(logit)) {
      throw new IllegalArgumentException("correction must be finite: " + logit);
    }
    Objects.requireNonNull(reason, "reason");
  }

  /** Nothing to correct. */
  public static PriorCorrection none() {
    return new PriorCorrection(0, "training weighed and showed all rows alike");
  }

  /** The correction of a weight of the positives, or of a class. */
  public static PriorCorrection ofWeight(double weight, String reason) {
    return new PriorCorrection(Math.log(weight), reason);
  }

  /** Both, where neither is nothing. */
  public PriorCorrection and(PriorCorrection other) {
    if (logit == 0 || other.logit == 0) {
      return logit == 0 ? other : this;
    }
    return new PriorCorrection(logit + other.logit, reason + "; " + other.reason);
  }
}
