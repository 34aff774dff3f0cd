package org.truncus.report;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;

/**
 * The decisions about one label by kind, each the surest first; masked rows are left out.
 *
 * @param falsePositives rows that are called positive and aren't, by falling probability
 * @param falseNegatives rows that are positive and aren't called so, by rising probability
 * @param truePositives rows that are positive and called so, by falling probability
 */
record Cases(
    List<Integer> falsePositives, List<Integer> falseNegatives, List<Integer> truePositives) {

  /**
   * The decisions about a finding.
   *
   * @param threshold a probability at or above it is called positive
   */
  static Cases ofFinding(PredictionList predictions, int label, double threshold) {
    return of(
        predictions, label, row -> predictions.rows().get(row).probabilities()[label] >= threshold);
  }

  /** The decisions about a class: the most likely class is the one called. */
  static Cases ofClass(PredictionList predictions, int label) {
    return of(predictions, label, row -> called(predictions.rows().get(row)) == label);
  }

  /** The most likely class of a row. */
  static int called(Prediction row) {
    int top = 0;
    for (int l = 1; l < row.probabilities().length; l++) {
      top = row.probabilities()[l] > row.probabilities()[top] ? l : top;
    }
    return top;
  }

  /** The class of a row that isn't masked. */
  static int trueClass(Prediction row) {
    for (int l = 0; l < row.targets().length; l++) {
      if (row.targets()[l] > 0.5f) {
        return l;
      }
    }
    throw new IllegalArgumentException(row.image() + " has no class");
  }

  private static Cases of(PredictionList predictions, int label, IntPredicate called) {
    IntPredicate positive = row -> predictions.rows().get(row).targets()[label] > 0.5f;
    IntPredicate negative = row -> predictions.rows().get(row).targets()[label] < 0.5f;
    Comparator<Integer> rising =
        Comparator.<Integer>comparingDouble(
                row -> predictions.rows().get(row).probabilities()[label])
            .thenComparingDouble(row -> predictions.rows().get(row).logits()[label]);
    int n = predictions.rows().size();
    return new Cases(
        sorted(n, negative.and(called), rising.reversed()),
        sorted(n, positive.and(called.negate()), rising),
        sorted(n, positive.and(called), rising.reversed()));
  }

  private static List<Integer> sorted(int n, IntPredicate wanted, Comparator<Integer> order) {
    return IntStream.range(0, n).filter(wanted).boxed().sorted(order).toList();
  }
}
