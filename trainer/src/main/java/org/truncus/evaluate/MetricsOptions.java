package org.truncus.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.truncus.list.LabelScores;
import org.truncus.list.ScoreKind;
import org.truncus.list.Task;
import org.truncus.problem.UsageException;

/**
 * How a file of scores is measured.
 *
 * @param task what the scores mean; null to tell it from the file
 * @param thresholds a score at or above one is called positive; where a label has none, 0.5 if its
 *     scores are probabilities
 * @param prevalence share of positives to give PPV and NPV for; may be empty
 * @param replicates of the bootstrap, at least 1; 2000 are usual
 * @param seed of the bootstrap
 */
public record MetricsOptions(
    Task task,
    List<LabelValue> thresholds,
    List<LabelValue> prevalence,
    int replicates,
    long seed) {

  private static final double HALF = 0.5;

  /** Checks the numbers. */
  public MetricsOptions {
    thresholds = List.copyOf(thresholds);
    prevalence = List.copyOf(prevalence);
    require("--prevalence", prevalence, p -> p > 0 && p < 1, "between 0 and 1");
    if (replicates < 1) {
      throw new UsageException("--replicates " + replicates + ": expected 1 or more");
    }
  }

  /**
   * Checks that the options fit the labels of a file.
   *
   * @throws UsageException where a label isn't there, or a threshold on probabilities isn't in
   *     [0,1]
   */
  void requireFitting(List<LabelScores> labels) {
    List<String> names = labels.stream().map(LabelScores::label).toList();
    requireKnown("--threshold", thresholds, names);
    requireKnown("--prevalence", prevalence, names);
    boolean allProbabilities =
        labels.stream().allMatch(label -> label.forThresholds() == ScoreKind.PROBABILITY);
    for (LabelValue threshold : thresholds) {
      Optional<LabelScores> own =
          labels.stream().filter(label -> label.label().equals(threshold.label())).findFirst();
      boolean onProbabilities =
          own.map(label -> label.forThresholds() == ScoreKind.PROBABILITY).orElse(allProbabilities);
      if (onProbabilities) {
        require("--threshold", List.of(threshold), t -> t >= 0 && t <= 1, "from 0 to 1");
      }
    }
  }

  /** The thresholds of a label. */
  double[] thresholdsOf(LabelScores label) {
    double[] given = LabelValue.forLabel(thresholds, label.label());
    boolean probabilities = label.forThresholds() == ScoreKind.PROBABILITY;
    return given.length == 0 && probabilities ? new double[] {HALF} : given;
  }

  /** The prevalence stated for a label; NaN for none. */
  double prevalenceOf(LabelScores label) {
    return LabelValue.last(prevalence, label.label()).orElse(Double.NaN);
  }

  private static void requireKnown(String option, List<LabelValue> values, List<String> labels) {
    for (LabelValue value : values) {
      if (!value.label().isEmpty() && !labels.contains(value.label())) {
        throw new UsageException(
            option
                + " "
                + value.label()
                + "="
                + value.value()
                + ": the file has no such label; it has "
                + String.join(", ", labels));
      }
    }
  }

  private static void require(
      String option, List<LabelValue> values, DoublePredicate fits, String expected) {
    for (LabelValue value : values) {
      if (!fits.test(value.value())) {
        throw new UsageException(option + " " + value.value() + ": expected " + expected);
      }
    }
  }
}
