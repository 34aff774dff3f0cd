package org.truncus.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.truncus.problem.UsageException;

/**
 * Successive halving over cuts (Jamieson and Talwalkar 2016): all are trained for a few epochs, the
 * better share goes on to more, and so on. Cuts within one standard error of the best stay in
 * whatever their rank, since the rule at the end might take them.
 *
 * @param factor one in so many goes on; 1 for no halving
 */
public record Halving(int factor) {

  /** The first rung is no shorter than this share of all epochs. */
  private static final int MOST_SHORTENING = 4;

  /** Refuses a factor below 1. */
  public Halving {
    if (factor < 1) {
      throw new UsageException("--halving: found " + factor + ", expected 1 (never) or more");
    }
  }

  /**
   * The epochs after which cuts are compared, ascending; the last is all of them.
   *
   * @param cuts how many there are
   */
  public List<Integer> rungs(int cuts, int epochs) {
    List<Integer> rungs = new ArrayList<>(List.of(epochs));
    int left = cuts;
    for (int divisor = factor;
        factor > 1 && left > 2 && divisor <= MOST_SHORTENING && epochs / divisor >= 1;
        divisor *= factor) {
      int rung = (int) Math.round((double) epochs / divisor);
      if (rung < rungs.get(0)) {
        rungs.add(0, rung);
      }
      left = (left + factor - 1) / factor;
    }
    return List.copyOf(rungs);
  }

  /**
   * The cuts that go on after a rung but the last, in their order.
   *
   * @param scores after the rung; those without a score don't go on
   */
  public List<String> survivors(List<CutScore> scores) {
    List<CutScore> ranked =
        scores.stream()
            .filter(score -> score.count() > 0)
            .sorted(Comparator.comparingDouble(CutScore::mean).reversed())
            .toList();
    if (ranked.isEmpty()) {
      return List.of();
    }
    int kept = (ranked.size() + factor - 1) / factor;
    CutScore best = ranked.get(0);
    double least = best.mean() - best.standardError();
    return scores.stream()
        .filter(score -> score.count() > 0)
        .filter(score -> ranked.indexOf(score) < kept || score.mean() >= least)
        .map(CutScore::cut)
        .toList();
  }
}
