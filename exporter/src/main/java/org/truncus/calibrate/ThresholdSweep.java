package org.truncus.calibrate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.truncus.metric.Confusion;
import org.truncus.metric.LabelSample;

/**
 * The thresholds that tell the rows of one label apart, each half way between the lowest score
 * called positive and the highest below. Scores that differ by less than {@value #TIE} of their
 * size, a few roundings of float32, count as one, so that no threshold depends on how a machine
 * rounds. Sorted once; every resample then costs one pass.
 */
final class ThresholdSweep {

  static final double TIE = 1e-6;

  private final double[] thresholds;

  /** For each row the first threshold that it reaches, counted from the highest. */
  private final int[] cutOf;

  private final boolean[] positives;

  /**
   * Sorts the rows.
   *
   * @param sample its scores are in [0,1]
   */
  ThresholdSweep(LabelSample sample) {
    double[] scores = sample.scores();
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] found = new double[scores.length];
    cutOf = new int[scores.length];
    positives = sample.positives();
    int cuts = 0;
    for (int i = 0; i < order.length; i++) {
      double score = scores[order[i]];
      double below = i + 1 < order.length ? scores[order[i + 1]] : 0;
      cutOf[order[i]] = cuts;
      if (i + 1 == order.length || score - below > TIE * score) {
        found[cuts++] = (score + below) / 2;
      }
    }
    thresholds = Arrays.copyOf(found, cuts);
  }

  /**
   * A threshold and what it gives.
   *
   * @param threshold a score at or above it is called positive
   * @param at the counts
   */
  record Cut(double threshold, Confusion at) {}

  /** The best threshold that reaches a target on all rows. */
  Optional<Cut> best(PointTarget target) {
    int[] ones = new int[cutOf.length];
    Arrays.fill(ones, 1);
    return best(target, ones);
  }

  /**
   * The best threshold that reaches a target.
   *
   * @param counts {@code [N]} how often each row stands in a resample
   * @return empty where none reaches it, or the rows are all of one kind
   */
  Optional<Cut> best(PointTarget target, int[] counts) {
    Cut[] best = new Cut[1];
    walk(
        counts,
        cut -> {
          boolean reached = target.rule().reached(cut.at, target.value(), target.prevalence());
          if (reached && (best[0] == null || target.rule().better(cut.at, best[0].at))) {
            best[0] = cut;
          }
        });
    return Optional.ofNullable(best[0]);
  }

  /** Where a rule's measure is nearest to what was asked for in vain. */
  Optional<Cut> nearest(PointTarget target) {
    int[] ones = new int[cutOf.length];
    Arrays.fill(ones, 1);
    double sign = target.rule() == PointRule.ALERT_RATE ? -1 : 1;
    Cut[] best = new Cut[1];
    double[] highest = {Double.NEGATIVE_INFINITY};
    walk(
        ones,
        cut -> {
          double measure = sign * target.rule().measure(cut.at, target.prevalence());
          if (measure > highest[0]) {
            highest[0] = measure;
            best[0] = cut;
          }
        });
    return Optional.ofNullable(best[0]);
  }

  /** Visits the thresholds that call anything, from the highest down. */
  private void walk(int[] counts, Consumer<Cut> visitor) {
    long[] found = new long[thresholds.length];
    long[] alarms = new long[thresholds.length];
    long allFound = 0;
    long allAlarms = 0;
    for (int i = 0; i < cutOf.length; i++) {
      if (positives[i]) {
        found[cutOf[i]] += counts[i];
        allFound += counts[i];
      } else {
        alarms[cutOf[i]] += counts[i];
        allAlarms += counts[i];
      }
    }
    if (allFound == 0 || allAlarms == 0) {
      return;
    }
    long tp = 0;
    long fp = 0;
    for (int c = 0; c < thresholds.length; c++) {
      tp += found[c];
      fp += alarms[c];
      if (found[c] + alarms[c] > 0) {
        visitor.accept(
            new Cut(thresholds[c], new Confusion(tp, fp, allAlarms - fp, allFound - tp)));
      }
    }
  }
}
