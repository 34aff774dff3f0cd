package org.truncus.metric;

import java.util.Arrays;

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

  private static final int POSITIVE = 2;
  private static final int LAST_OF_TIES = 1;

  /** For each row: number of the patient, whether positive, whether the next score differs. */
  private final int[] rows;

  private final long[] ofPatient;
  private final boolean curves;
  private final int positivePatients;

  RankSweep(LabelSample sample, PatientIndex patients, boolean curves) {
    ScoreOrder order = new ScoreOrder(sample.rankScores(), sample.positives());
    int[] numbers = patients.numbers(sample.patients());
    this.rows = new int[numbers.length];
    this.ofPatient = new long[patients.size()];
    this.curves = curves;
    for (int i = 0; i < rows.length; i++) {
      int patient = numbers[order.rows[i]];
      rows[i] = patient << 2;
      rows[i] |= order.positives[i] ? POSITIVE : 0;
      rows[i] |= order.groupEnds[i] ? LAST_OF_TIES : 0;
      ofPatient[patient] += order.positives[i] ? Counts.POSITIVE : 1;
    }
    this.positivePatients =
        (int) Arrays.stream(ofPatient).filter(counts -> Counts.positives(counts) > 0).count();
  }

  @Override
  public int size() {
    return curves ? AREAS + 2 * CurveBand.POINTS : AREAS;
  }

  @Override
  public IntervalRule rule(int number) {
    return number == AVERAGE_PRECISION || number == TRAPEZOID
        ? (value, replicates) -> replicates.logitInterval(value, positivePatients)
        : IntervalRule.percentiles();
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
    long ties = 0;
    long twicePairs = 0;
    double precisions = 0;
    double trapezoids = 0;
    long nextAlarms = grid == null ? Long.MAX_VALUE : 0;
    long nextFound = grid == null ? Long.MAX_VALUE : 0;
    for (int row : rows) {
      ties += (long) weights[row >>> 2] << ((row & POSITIVE) << 4);
      if ((row & LAST_OF_TIES) == 0) {
        continue;
      }
      long newPositives = Counts.positives(ties);
      long newNegatives = Counts.negatives(ties);
      ties = 0;
      twicePairs += newNegatives * (2 * positives + newPositives);
      if (negatives + newNegatives > nextAlarms) {
        nextAlarms = grid.roc(positives, negatives, newPositives, newNegatives);
      }
      if (newPositives > 0) {
        double before = ratio(positives, positives + negatives);
        positives += newPositives;
        double precision = ratio(positives, positives + negatives + newNegatives);
        precisions += newPositives * precision;
        trapezoids += newPositives * (before + precision) / 2;
        if (positives >= nextFound) {
          nextFound = grid.precision(positives, precision);
        }
      }
      negatives += newNegatives;
    }
    values[AUROC] = twicePairs / 2.0 / ((double) positives * negatives);
    values[AVERAGE_PRECISION] = precisions / positives;
    values[TRAPEZOID] = trapezoids / positives;
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
