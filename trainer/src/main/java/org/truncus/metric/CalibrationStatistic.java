package org.truncus.metric;

import java.util.Arrays;

/**
 * {@link CalibrationError}, slope and intercept of {@link CalibrationLine} on resamples of
 * patients.
 *
 * <p>Rows of equal probability are one cell. Where there are more than {@link #CELLS} different
 * probabilities, resamples (but not the values on all rows) are taken on that many cells of equal
 * mass, each with its mean probability: that moves the ends of an interval by far less than another
 * seed does, and makes a resample cost one pass of additions instead of several of exponentials.
 */
final class CalibrationStatistic implements PatientStatistic {

  static final int CELLS = 4096;

  private final LabelSample sample;

  /** Patients of the rows, rising, so that their weights are read one behind the other. */
  private final int[] owners;

  /** For each row in the same order: twice its cell, and one more where it is positive. */
  private final int[] places;

  /** By place: the mean probability of the cell. */
  private final double[] probabilities;

  private final ScoreOrder order;
  private final LogisticFit fit;

  CalibrationStatistic(LabelSample sample, PatientIndex patients) {
    this.sample = sample;
    int[] cells = cells(sample.scores());
    int count = Arrays.stream(cells).max().orElse(-1) + 1;
    probabilities = means(cells, sample.scores(), count);
    boolean[] positives = new boolean[2 * count];
    for (int c = 0; c < count; c++) {
      positives[2 * c + 1] = true;
    }
    int[] numbers = patients.numbers(sample.patients());
    owners = new int[numbers.length];
    places = new int[numbers.length];
    int[] next = starts(numbers, patients.size());
    int[] all = new int[2 * count];
    for (int i = 0; i < numbers.length; i++) {
      int place = 2 * cells[i] + (sample.positives()[i] ? 1 : 0);
      int at = next[numbers[i]]++;
      owners[at] = numbers[i];
      places[at] = place;
      all[place]++;
    }
    order = new ScoreOrder(probabilities, positives);
    fit = new LogisticFit(CalibrationLine.logits(probabilities), positives, all);
  }

  /** The cell of each row. */
  private static int[] cells(double[] scores) {
    ScoreOrder order = new ScoreOrder(scores, new boolean[scores.length]);
    int distinct = 0;
    for (boolean end : order.groupEnds) {
      distinct += end ? 1 : 0;
    }
    int[] cells = new int[scores.length];
    int cell = -1;
    int last = -1;
    int from = 0;
    for (int i = 0; i < cells.length; i++) {
      if (order.groupEnds[i]) {
        int wanted = (int) ((from + i) / 2L * CELLS / cells.length);
        if (distinct <= CELLS || wanted != last) {
          cell++;
          last = wanted;
        }
        for (int r = from; r <= i; r++) {
          cells[order.rows[r]] = cell;
        }
        from = i + 1;
      }
    }
    return cells;
  }

  private static double[] means(int[] cells, double[] scores, int count) {
    double[] means = new double[2 * count];
    int[] rows = new int[count];
    for (int i = 0; i < cells.length; i++) {
      means[2 * cells[i]] += scores[i];
      rows[cells[i]]++;
    }
    for (int c = 0; c < count; c++) {
      means[2 * c] /= rows[c];
      means[2 * c + 1] = means[2 * c];
    }
    return means;
  }

  /** Where the rows of each patient begin, ordered by patient. */
  private static int[] starts(int[] numbers, int patients) {
    int[] starts = new int[patients + 1];
    for (int number : numbers) {
      starts[number + 1]++;
    }
    for (int p = 0; p < patients; p++) {
      starts[p + 1] += starts[p];
    }
    return starts;
  }

  @Override
  public int size() {
    return 3;
  }

  @Override
  public IntervalRule rule(int number) {
    return number == 0
        ? (value, replicates) -> replicates.centredInterval(value)
        : IntervalRule.percentiles();
  }

  @Override
  public double[] ofAll(PatientIndex patients) {
    CalibrationLine line = CalibrationLine.of(sample.scores(), sample.positives());
    return new double[] {
      CalibrationError.of(sample.scores(), sample.positives()), line.slope(), line.intercept()
    };
  }

  @Override
  public void of(int[] weights, double[] values) {
    int[] counts = new int[probabilities.length];
    for (int i = 0; i < places.length; i++) { // rows not drawn add 0, which is quicker than to ask
      counts[places[i]] += weights[owners[i]];
    }
    values[0] = CalibrationError.of(order, probabilities, counts);
    double[] line = fit.line(counts);
    values[1] = line[1];
    values[2] = line[0];
  }
}
