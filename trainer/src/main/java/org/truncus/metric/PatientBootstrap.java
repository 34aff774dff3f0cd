package org.truncus.metric;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Bootstrap that draws patients, with all of their rows, instead of rows. Patients with and without
 * a positive row are drawn separately, so that their numbers stay as they are. Replicates where a
 * statistic is undefined are dropped; without a defined one there is no interval. The same seed and
 * patients give the same replicates for every statistic, so intervals of differences are paired.
 * Replicates are spread over the processors; the result doesn't depend on how many there are.
 *
 * <p>Intervals are percentiles (2.5 to 97.5 %), but those of areas under the curves are {@link
 * Replicates#logitInterval}: percentiles of these cover too little with few positives.
 *
 * <p>A bootstrap can only draw what it has: with few patients of a kind, or a statistic at its end
 * (an area of 1), its intervals are too narrow.
 */
public final class PatientBootstrap {

  private final int replicates;
  private final long seed;

  /**
   * A bootstrap of that many replicates; 2000 are usual.
   *
   * @param seed to be stated beside the intervals
   */
  public PatientBootstrap(int replicates, long seed) {
    if (replicates < 1) {
      throw new IllegalArgumentException("replicates: " + replicates);
    }
    this.replicates = replicates;
    this.seed = seed;
  }

  /** How many replicates are drawn. */
  public int replicates() {
    return replicates;
  }

  /** What the draw starts from. */
  public long seed() {
    return seed;
  }

  /** The interval of one statistic. */
  public Interval interval(String[] patients, boolean[] positives, IntSampleStatistic statistic) {
    return intervals(patients, positives, List.of(statistic)).get(0);
  }

  /**
   * The difference {@code first - second} of two statistics, both taken on the same replicates; a
   * replicate where either is undefined is dropped.
   */
  public Difference difference(
      String[] patients, boolean[] positives, IntSampleStatistic first, IntSampleStatistic second) {
    PatientIndex index = PatientIndex.of(patients, positives);
    PatientStatistic difference =
        new RowStatistics(index.numbers(patients), List.of(first))
            .minus(new RowStatistics(index.numbers(patients), List.of(second)));
    return Difference.of(difference.ofAll(index)[0], draw(index, difference).get(0));
  }

  /**
   * The intervals of several statistics from the same replicates.
   *
   * @param patients {@code [N]} whose row it is
   * @param positives {@code [N]}, for the two strata
   * @param statistics called on several threads at once
   */
  public List<Interval> intervals(
      String[] patients, boolean[] positives, List<? extends IntSampleStatistic> statistics) {
    PatientIndex index = PatientIndex.of(patients, positives);
    return draw(index, new RowStatistics(index.numbers(patients), statistics)).stream()
        .map(Replicates::interval)
        .toList();
  }

  /** The values of a statistic, with their intervals. */
  List<Bootstrapped> estimates(PatientIndex patients, PatientStatistic statistic) {
    double[] values = statistic.ofAll(patients);
    if (Arrays.stream(values).allMatch(Double::isNaN)) {
      return Collections.nCopies(values.length, Bootstrapped.undefined());
    }
    List<Replicates> drawn = draw(patients, statistic);
    return IntStream.range(0, values.length)
        .mapToObj(i -> Bootstrapped.of(values[i], drawn.get(i), statistic.rule(i)))
        .toList();
  }

  /** The values of a difference, with intervals and p. */
  List<Difference> differences(PatientIndex patients, PatientStatistic difference) {
    double[] values = difference.ofAll(patients);
    List<Replicates> drawn = draw(patients, difference);
    return IntStream.range(0, values.length)
        .mapToObj(i -> Difference.of(values[i], drawn.get(i)))
        .toList();
  }

  /** The numbers of a statistic on the replicates. */
  List<Replicates> draw(PatientIndex patients, PatientStatistic statistic) {
    long[] seeds = new SplittableRandom(seed).longs(replicates).toArray();
    double[][] values = new double[statistic.size()][replicates];
    int shares = Math.min(Runtime.getRuntime().availableProcessors(), replicates);
    IntStream.range(0, shares)
        .parallel()
        .forEach(
            share -> {
              int[] weights = new int[patients.size()];
              double[] own = new double[values.length];
              int end = (int) ((long) replicates * (share + 1) / shares);
              for (int r = (int) ((long) replicates * share / shares); r < end; r++) {
                PatientDraw.draw(seeds[r], patients.strata(), weights);
                statistic.of(weights, own);
                for (int i = 0; i < own.length; i++) {
                  values[i][r] = own[i];
                }
              }
            });
    return Arrays.stream(values).map(Replicates::of).toList();
  }

  /** Statistics that count rows. */
  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record RowStatistics(int[] patientOfRow, List<? extends IntSampleStatistic> statistics)
      implements PatientStatistic {

    @Override
    public int size() {
      return statistics.size();
    }

    @Override
    public void of(int[] weights, double[] values) {
      int[] counts = new int[patientOfRow.length];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = weights[patientOfRow[i]];
      }
      for (int i = 0; i < values.length; i++) {
        values[i] = statistics.get(i).of(counts);
      }
    }
  }
}
