package org.truncus.gateway.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The study's result for one label.
 *
 * @param name the label's name in the model
 * @param code its code; {@link Code#ofLabel} where the model package has none
 * @param score calibrated probability in [0,1]; NaN where there is none
 * @param threshold of the operating point, in [0,1]; NaN where there is none
 * @param decision what follows; of classes which exclude each other only one may be present,
 *     whatever the thresholds
 * @param derivation how the score comes from the images' scores
 * @param site where the finding is, if the model declares it
 */
public record LabelResult(
    String name,
    Code code,
    double score,
    double threshold,
    Decision decision,
    Derivation derivation,
    Optional<FindingSite> site) {

  /** Checks the ranges and that the decision is that of score and threshold. */
  public LabelResult {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(derivation, "derivation");
    Objects.requireNonNull(site, "site");
    checkShare("score", score);
    checkShare("threshold", threshold);
    Decision natural = Decision.of(score, threshold);
    boolean possible =
        switch (decision) {
          case PRESENT -> natural == Decision.PRESENT;
          case ABSENT -> natural != Decision.UNDETERMINED;
          case UNDETERMINED -> true;
        };
    if (!possible) {
      throw new IllegalArgumentException(
          "label %s: decision %s does not follow from score %s at threshold %s"
              .formatted(name, decision, score, threshold));
    }
  }

  /** Of a label whose model declares no site. */
  public LabelResult(
      String name,
      Code code,
      double score,
      double threshold,
      Decision decision,
      Derivation derivation) {
    this(name, code, score, threshold, decision, derivation, Optional.empty());
  }

  /** The same result at a site. */
  public LabelResult at(FindingSite newSite) {
    return new LabelResult(
        name, code, score, threshold, decision, derivation, Optional.of(newSite));
  }

  /** With the decision which follows from score and threshold. */
  public static LabelResult of(
      String name, Code code, double score, double threshold, Derivation derivation) {
    return new LabelResult(name, code, score, threshold, Decision.of(score, threshold), derivation);
  }

  /** The label of the highest score, the first of equal ones; NaN counts as the lowest. */
  public static LabelResult likeliest(List<LabelResult> labels) {
    LabelResult best = labels.get(0);
    for (LabelResult label : labels) {
      if (label.score() > best.score() || Double.isNaN(best.score())) {
        best = label;
      }
    }
    return best;
  }

  private static void checkShare(String what, double value) {
    if (value < 0 || value > 1) {
      throw new IllegalArgumentException(what + " must be in [0,1] or NaN, found " + value);
    }
  }
}
