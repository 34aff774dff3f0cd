package org.truncus.testdata;

/**
 * How often each finding occurs at the mean age of 56 years; each rises lightly with age. All in
 * [0,1].
 *
 * @param opacity share of patients with opacities
 * @param effusion share of patients with an effusion
 * @param cardiomegaly share of patients with an enlarged heart
 */
public record Prevalence(double opacity, double effusion, double cardiomegaly) {
  static final double MEAN_AGE = 56;
  private static final double LOG_ODDS_PER_YEAR = 0.012;

  /** Checks the bounds; throws {@link IllegalArgumentException}. */
  public Prevalence {
    check("opacity", opacity);
    check("effusion", effusion);
    check("cardiomegaly", cardiomegaly);
  }

  /** 0.35, 0.25 and 0.25. */
  public static Prevalence standard() {
    return new Prevalence(0.35, 0.25, 0.25);
  }

  /** Prevalence at the mean age. */
  public double of(Finding finding) {
    return switch (finding) {
      case OPACITY -> opacity;
      case EFFUSION -> effusion;
      case CARDIOMEGALY -> cardiomegaly;
    };
  }

  /** Prevalence at an age in years: the odds rise by 1.2 % a year. */
  public double at(Finding finding, int age) {
    double p = of(finding);
    if (p <= 0 || p >= 1) {
      return p;
    }
    double logit = Math.log(p / (1 - p)) + LOG_ODDS_PER_YEAR * (age - MEAN_AGE);
    return 1 / (1 + Math.exp(-logit));
  }

  private static void check(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "prevalence of " + name + " must be in [0,1], found " + value);
    }
  }
}
