package org.truncus.train;

/**
 * {@code cosine}: the rate falls from step to step along half a cosine (Loshchilov and Hutter 2017,
 * without restarts), {@code min + (lr − min) · (1 + cos π·done) / 2}; it would reach the minimum
 * with the step after the last.
 *
 * @param minLr the rate at the end
 */
public record CosineSchedule(double minLr) implements Schedule {

  static final String NAME = "cosine";

  /** Refuses values out of range. */
  public CosineSchedule {
    Ranges.from("--min-lr", minLr, 0, 10);
  }

  /** Down to 1e-6. */
  public static CosineSchedule standard() {
    return new CosineSchedule(1e-6);
  }

  @Override
  public String text() {
    return NAME;
  }

  @Override
  public double rate(double lr, Plateau plateau, double done) {
    return minLr + (lr - minLr) * (1 + Math.cos(Math.PI * done)) / 2;
  }

  @Override
  public CosineSchedule withMinLr(double value) {
    return new CosineSchedule(value);
  }
}
