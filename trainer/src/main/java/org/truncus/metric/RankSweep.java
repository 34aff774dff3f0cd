package org.truncus.metric;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * The rows of one label in falling order of their rank scores, sorted once: each resample of
 * patients then costs one pass. Its numbers are, in this order, {@link Auroc}, {@link
 * AveragePrecision}, {@link TrapezoidAuprc}, and where curves are wanted the sensitivity at every
 * false positive rate and the precision at every recall of {@link CurveBand}.
 */
final class RankSweep implements PatientStatistic {

  static final int AUROC = 0;
  static final int AVERAGE_PRECISION = 1;
  static final int TRAPEZOID = 2;
  static final int AREAS = 3;

  /** Number of the patient of each row, by falling score; of equal scores negatives first. */
  private final int[] patientOfRow;

  /**
   * Where the rows are cut. Three numbers a step: up to the first come negatives without a positive
   * of equal score, up to the second negatives and up to the third positives that share one score.
   */
  private final int[] cuts;

  private final long[] ofPatient;
  private final boolean curves;
  private final int positivePatients;
  private final int negativePatients;

  /**
   * Arrays of earlier resamples, for later ones: a large one a resample would keep the JVM busy.
   */
  private final Queue<int[]> spare = new ConcurrentLinkedQueue<>();

  RankSweep(LabelSample sample, PatientIndex patients, boolean curves) {
    ScoreOrder order = new ScoreOrder(sample.rankScores(), sample.positives());
    int[] numbers = patients.numbers(sample.patients());
    this.patientOfRow = new int[numbers.length];
    this.ofPatient = new long[patients.size()];
    this.curves = curves;
    this.cuts = cut(order, numbers);
    for (int i = 0; i < numbers.length; i++) {
      ofPatient[numbers[i]] += sample.positives()[i] ? Counts.POSITIVE : 1;
    }
    this.positivePatients =
        (int) Arrays.stream(ofPatient).filter(counts -> Counts.positives(counts) > 0).count();
    this.negativePatients =
        (int) Arrays.stream(ofPatient).filter(counts -> Counts.negatives(counts) > 0).count();
  }

  /** Cuts the rows, and fills their patients in. */
  private int[] cut(ScoreOrder order, int[] numbers) {
    IntStream.Builder found = IntStream.builder();
    int end = 0;
    for (int from = 0, to; from < numbers.length; from = to) {
      to = from + 1;
      while (!order.groupEnds[to - 1]) {
        to++;
      }
      int next = fill(order, numbers, from, to, false, from);
      if (next < to) {
        fill(order, numbers, from, to, true, next);
        found.add(from).add(next).add(to);
        end = to;
      }
    }
    if (end < numbers.length) {
      found.add(numbers.length).add(numbers.length).add(numbers.length);
    }
    return found.build().toArray();
  }

  private int fill(ScoreOrder order, int[] numbers, int from, int to, boolean positive, int at) {
    int next = at;
    for (int i = from; i < to; i++) {
      if (order.positives[i] == positive) {
        patientOfRow[next++] = numbers[order.rows[i]];
      }
    }
    return next;
  }

  @Override
  public int size() {
    return curves ? AREAS + 2 * CurveBand.POINTS : AREAS;
  }

  @Override
  public IntervalRule rule(int number) {
    return switch (number) {
      case AUROC ->
          (value, replicates) ->
              replicates.logitInterval(value, Math.min(positivePatients, negativePatients));
      case AVERAGE_PRECISION, TRAPEZOID ->
          (value, replicates) -> replicates.logitInterval(value, positivePatients);
      default -> IntervalRule.percentiles();
    };
  }

  @Override
  public void of(int[] weights, double[] values) {
    long totals = Counts.total(ofPatient, weights);
    if (Counts.positives(totals) == 0 || Counts.negatives(totals) == 0) {
      Arrays.fill(values, Double.NaN);
    } else if (curves) {
      sweep(weights, values, new GridValues(totals, values));
    } else {
      sweep(weights, values, null);
    }
  }

  private void sweep(int[] weights, double[] values, GridValues grid) {
    long positives = 0;
    long negatives = 0;
    long twicePairs = 0;
    double precisions = 0;
    double trapezoids = 0;
    long nextAlarms = grid == null ? Long.MAX_VALUE : 0;
    long nextFound = grid == null ? Long.MAX_VALUE : 0;
    int[] drawn = spare.poll();
    drawn = drawn == null ? new int[patientOfRow.length + 1] : drawn;
    count(weights, drawn);
    int end = 0;
    for (int c = 0; c < cuts.length; c += 3) {
      long alone = (long) drawn[cuts[c]] - drawn[end];
      long tied = (long) drawn[cuts[c + 1]] - drawn[cuts[c]];
      end = cuts[c + 2];
      long found = (long) drawn[end] - drawn[cuts[c + 1]];
      if (negatives + alone > nextAlarms) {
        nextAlarms = grid.roc(positives, negatives, 0, alone);
      }
      negatives += alone;
      if (negatives + tied > nextAlarms) {
        nextAlarms = grid.roc(positives, negatives, found, tied);
      }
      twicePairs += alone * 2 * positives + tied * (2 * positives + found);
      double before = ratio(positives, positives + negatives);
      positives += found;
      negatives += tied;
      double precision = ratio(positives, positives + negatives);
      precisions += found * precision;
      trapezoids += found * (before + precision) / 2;
      if (positives >= nextFound && found > 0) {
        nextFound = grid.precision(positives, precision);
      }
    }
    spare.add(drawn);
    values[AUROC] = twicePairs / 2.0 / ((double) positives * negatives);
    values[AVERAGE_PRECISION] = precisions / positives;
    values[TRAPEZOID] = trapezoids / positives;
  }

  /** How many rows were drawn of those before each position: a loop without a branch. */
  private void count(int[] weights, int[] drawn) {
    int count = 0;
    for (int i = 0; i < patientOfRow.length; i++) {
      count += weights[patientOfRow[i]];
      drawn[i + 1] = count;
    }
  }

  /** Precision where nothing is called positive yet is 1: the anchor of the trapezoid rule. */
  private static double ratio(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }

  /** Reads both curves off at the points of the grid while the sweep passes them. */
  private static final class GridValues {

    private final long positives;
    private final long negatives;
    private final double[] values;
    private int rocAt;
    private int precisionAt;

    GridValues(long totals, double[] values) {
      this.positives = Counts.positives(totals);
      this.negatives = Counts.negatives(totals);
      this.values = values;
      values[AREAS + CurveBand.POINTS - 1] = 1;
    }

    /**
     * A step over false positives: sensitivity is linear in it, after a rise at the same rate.
     *
     * @return how many false positives have to be exceeded for the next point
     */
    long roc(long found, long alarms, long newFound, long newAlarms) {
      double at = CurveBand.share(rocAt, negatives);
      while (at < alarms + newAlarms && rocAt < CurveBand.POINTS - 1) {
        values[AREAS + rocAt] = (found + (at - alarms) / newAlarms * newFound) / positives;
        rocAt++;
        at = CurveBand.share(rocAt, negatives);
      }
      return (long) at;
    }

    /**
     * A step to a higher recall: its precision holds from the recall before.
     *
     * @return how many positives have to be found for the next point
     */
    long precision(long found, double precision) {
      double at = CurveBand.share(precisionAt, positives);
      while (at <= found && precisionAt < CurveBand.POINTS) {
        values[AREAS + CurveBand.POINTS + precisionAt] = precision;
        precisionAt++;
        at = CurveBand.share(precisionAt, positives);
      }
      return (long) Math.ceil(at);
    }
  }
}
