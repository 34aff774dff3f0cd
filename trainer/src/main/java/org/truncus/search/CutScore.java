package org.truncus.search;

import java.util.List;

/**
 * What a cut scored in its repeats.
 *
 * @param cut by its exact name
 * @param values one a seed, in the order of the seeds; NaN where a run failed
 */
public record CutScore(String cut, List<Double> values) {

  /** Copies the list; documents have null for NaN. */
  public CutScore {
    values = values.stream().map(value -> value == null ? Double.NaN : value).toList();
  }

  /** A score of which only mean and standard deviation of n repeats are known. */
  static CutScore of(String cut, double mean, double sd, int n) {
    if (n != 3) {
      throw new IllegalArgumentException("only for three repeats, not " + n);
    }
    return new CutScore(cut, List.of(mean - sd, mean, mean + sd));
  }

  /** The mean over the runs that have a score; NaN where none has. */
  public double mean() {
    return values.stream()
        .filter(value -> !value.isNaN())
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  /** How many runs have a score. */
  public int count() {
    return (int) values.stream().filter(value -> !value.isNaN()).count();
  }

  /** The standard deviation of the sample; 0 with one run. */
  public double sd() {
    double mean = mean();
    double squares =
        values.stream()
            .filter(value -> !value.isNaN())
            .mapToDouble(value -> (value - mean) * (value - mean))
            .sum();
    return count() < 2 ? 0 : Math.sqrt(squares / (count() - 1));
  }

  /** The standard error of the mean; 0 with one run, of which nothing can be told. */
  public double standardError() {
    return count() == 0 ? Double.NaN : sd() / Math.sqrt(count());
  }
}
