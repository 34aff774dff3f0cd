package org.truncus.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap (2.5 to 97.5 %) that draws patients, with all of their rows, instead of
 * rows. Patients with and without a positive row are drawn separately, so that their numbers stay
 * as they are. Replicates where a statistic is undefined are dropped; without a defined one there
 * is no interval. The same seed and patients give the same replicates for every statistic, so
 * intervals of differences are paired.
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
   * The interval of the difference {@code first - second}, both taken on the same replicates; a
   * replicate where either is undefined is dropped.
   */
  public Interval difference(
      String[] patients, boolean[] positives, IntSampleStatistic first, IntSampleStatistic second) {
    return interval(patients, positives, counts -> first.of(counts) - second.of(counts));
  }

  /**
   * The intervals of several statistics from the same replicates.
   *
   * @param patients {@code [N]} whose row it is
   * @param positives {@code [N]}, for the two strata
   */
  public List<Interval> intervals(
      String[] patients, boolean[] positives, List<? extends IntSampleStatistic> statistics) {
    if (patients.length != positives.length) {
      throw new IllegalArgumentException(
          patients.length + " patients but " + positives.length + " targets");
    }
    double[][] values = new double[statistics.size()][replicates];
    Clusters clusters = new Clusters(patients, positives);
    SplittableRandom random = new SplittableRandom(seed);
    int[] counts = new int[patients.length];
    for (int r = 0; r < replicates; r++) {
      clusters.draw(random, counts);
      for (int s = 0; s < values.length; s++) {
        values[s][r] = statistics.get(s).of(counts);
      }
    }
    return Arrays.stream(values).map(PatientBootstrap::percentiles).toList();
  }

  private static Interval percentiles(double[] values) {
    double[] defined = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return defined.length == 0
        ? Interval.undefined()
        : new Interval(quantile(defined, 0.025), quantile(defined, 0.975));
  }

  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** Rows by patient, patients by stratum. */
  private static final class Clusters {

    private final int[] patientOfRow;
    private final int[][] strata;
    private final int[] drawn;

    Clusters(String[] patients, boolean[] positives) {
      Map<String, Integer> indices = new HashMap<>();
      patientOfRow = new int[patients.length];
      boolean[] anyPositive = new boolean[patients.length];
      for (int i = 0; i < patients.length; i++) {
        Integer known = indices.putIfAbsent(patients[i], indices.size());
        patientOfRow[i] = known == null ? indices.size() - 1 : known;
        anyPositive[patientOfRow[i]] |= positives[i];
      }
      drawn = new int[indices.size()];
      strata = new int[][] {members(anyPositive, true), members(anyPositive, false)};
    }

    private int[] members(boolean[] anyPositive, boolean which) {
      int[] members = new int[drawn.length];
      int n = 0;
      for (int p = 0; p < drawn.length; p++) {
        if (anyPositive[p] == which) {
          members[n++] = p;
        }
      }
      return Arrays.copyOf(members, n);
    }

    void draw(SplittableRandom random, int[] counts) {
      Arrays.fill(drawn, 0);
      for (int[] stratum : strata) {
        for (int i = 0; i < stratum.length; i++) {
          drawn[stratum[random.nextInt(stratum.length)]]++;
        }
      }
      for (int i = 0; i < counts.length; i++) {
        counts[i] = drawn[patientOfRow[i]];
      }
    }
  }
}
