package org.truncus.metric;

/** What is read off the counts at a threshold. */
public enum Rate {
  /** Share of the positives that are called positive; recall. */
  SENSITIVITY("sensitivity"),
  /** Share of the negatives that are called negative. */
  SPECIFICITY("specificity"),
  /** Share of those called positive that are; precision. */
  PPV("PPV"),
  /** Share of those called negative that are. */
  NPV("NPV"),
  /** Share of all that are called right. */
  ACCURACY("accuracy"),
  /** Mean of sensitivity and specificity. */
  BALANCED_ACCURACY("balanced accuracy"),
  /** Harmonic mean of PPV and sensitivity. */
  F1("F1"),
  /** Positive likelihood ratio: how much likelier a positive is called so than a negative. */
  POSITIVE_LIKELIHOOD_RATIO("LR+"),
  /** Negative likelihood ratio: how much likelier a positive is missed than a negative cleared. */
  NEGATIVE_LIKELIHOOD_RATIO("LR−"),
  /** Rows called positive of 1,000. */
  FLAGGED_PER_THOUSAND("flagged per 1,000"),
  /** Rows that are called positive for one that is: 1/PPV. */
  NUMBER_NEEDED_TO_ALERT("number needed to alert"),
  /** PPV where the finding is as frequent as stated. */
  PPV_AT_PREVALENCE("PPV at the stated prevalence"),
  /** NPV where the finding is as frequent as stated. */
  NPV_AT_PREVALENCE("NPV at the stated prevalence"),
  /** Called positive of 1,000 where the finding is as frequent as stated. */
  FLAGGED_PER_THOUSAND_AT_PREVALENCE("flagged per 1,000 at the stated prevalence"),
  /** Called positive for one that is, where the finding is as frequent as stated. */
  NUMBER_NEEDED_TO_ALERT_AT_PREVALENCE("number needed to alert at the stated prevalence");

  private final String text;

  Rate(String text) {
    this.text = text;
  }

  /** For reports. */
  public String text() {
    return text;
  }

  /** Its name in files, for example {@code ppvAtPrevalence}. */
  public String key() {
    StringBuilder key = new StringBuilder();
    boolean wordBegins = false;
    for (char letter : name().toCharArray()) {
      if (letter != '_') {
        key.append(wordBegins ? letter : Character.toLowerCase(letter));
      }
      wordBegins = letter == '_';
    }
    return key.toString();
  }

  /**
   * The value; NaN where it is a ratio of nothing.
   *
   * @param prevalence for the rates that need one; NaN for none
   */
  public double of(Confusion at, double prevalence) {
    return switch (this) {
      case SENSITIVITY -> at.sensitivity();
      case SPECIFICITY -> at.specificity();
      case PPV -> at.ppv();
      case NPV -> at.npv();
      case ACCURACY -> at.accuracy();
      case BALANCED_ACCURACY -> at.balancedAccuracy();
      case F1 -> at.f1();
      case POSITIVE_LIKELIHOOD_RATIO -> at.positiveLikelihoodRatio();
      case NEGATIVE_LIKELIHOOD_RATIO -> at.negativeLikelihoodRatio();
      case FLAGGED_PER_THOUSAND -> at.flaggedPerThousand();
      case NUMBER_NEEDED_TO_ALERT -> inverse(at.ppv());
      case PPV_AT_PREVALENCE -> at.ppvAtPrevalence(prevalence);
      case NPV_AT_PREVALENCE -> at.npvAtPrevalence(prevalence);
      case FLAGGED_PER_THOUSAND_AT_PREVALENCE -> at.flaggedPerThousandAtPrevalence(prevalence);
      case NUMBER_NEEDED_TO_ALERT_AT_PREVALENCE -> inverse(at.ppvAtPrevalence(prevalence));
    };
  }

  /** Whether it is a share of rows, so that it has an interval of Wilson's. */
  public boolean isProportion() {
    return compareTo(ACCURACY) <= 0;
  }

  /** Whether it is only known where a prevalence is stated. */
  public boolean needsPrevalence() {
    return compareTo(PPV_AT_PREVALENCE) >= 0;
  }

  private static double inverse(double share) {
    return share == 0 ? Double.NaN : 1 / share;
  }

  /** The rows it is a share of. */
  long trials(Confusion at) {
    return switch (this) {
      case SENSITIVITY -> at.positives();
      case SPECIFICITY -> at.negatives();
      case PPV -> at.tp() + at.fp();
      case NPV -> at.tn() + at.fn();
      default -> at.positives() + at.negatives();
    };
  }

  /** The rows among them that count. */
  long successes(Confusion at) {
    return switch (this) {
      case SENSITIVITY, PPV -> at.tp();
      case SPECIFICITY, NPV -> at.tn();
      default -> at.tp() + at.tn();
    };
  }

  /** Whether a row is among those it is a share of. */
  boolean counts(boolean positive, boolean called) {
    return switch (this) {
      case SENSITIVITY -> positive;
      case SPECIFICITY -> !positive;
      case PPV -> called;
      case NPV -> !called;
      default -> true;
    };
  }
}
