package org.truncus.train;

/** {@code constant}: the rate stays as it is. */
public record ConstantSchedule() implements Schedule {

  static final String NAME = "constant";

  @Override
  public String text() {
    return NAME;
  }

  @Override
  public double minLr() {
    return 0;
  }

  @Override
  public double rate(double lr, Plateau plateau, double done) {
    return lr;
  }
}
