package org.truncus.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A curve and its pointwise 95 % band at fixed abscissas, by vertical averaging: each point of the
 * band is the percentile interval of the ordinate there over the replicates of a {@link
 * PatientBootstrap}. Pointwise means that a whole curve may leave the band somewhere far more often
 * than in 5 % of samples.
 *
 * @param x abscissas in [0,1], rising; arrays are not to be changed
 * @param y ordinates on all rows
 * @param low lower end of the band
 * @param high upper end of the band
 */
@SuppressWarnings("ArrayRecordComponent") // drawn, never compared
public record CurveBand(double[] x, double[] y, double[] low, double[] high) {

  /** How many abscissas: 0, 0.005, …, 1. */
  static final int POINTS = 201;

  /** The abscissa of a point times a whole number, exact where it is a whole number too. */
  static double share(int point, long of) {
    return (double) (point * of) / (POINTS - 1);
  }

  /** Whether there is a curve: both classes occur. */
  public boolean isDefined() {
    return x.length > 0;
  }

  /** No curve: there is one class only. */
  static CurveBand undefined() {
    return new CurveBand(new double[0], new double[0], new double[0], new double[0]);
  }

  /** The band of as many numbers as the grid has, from the given one on. */
  static CurveBand of(List<Bootstrapped> numbers, int from) {
    if (!numbers.get(from).isDefined()) {
      return undefined();
    }
    List<Bootstrapped> own = numbers.subList(from, from + POINTS);
    return new CurveBand(
        IntStream.range(0, POINTS).mapToDouble(point -> share(point, 1)).toArray(),
        own.stream().mapToDouble(Bootstrapped::value).toArray(),
        own.stream().mapToDouble(n -> n.ci95().low()).toArray(),
        own.stream().mapToDouble(n -> n.ci95().high()).toArray());
  }
}
