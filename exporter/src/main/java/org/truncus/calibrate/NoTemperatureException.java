package org.truncus.calibrate;

/** The likelihood has no optimum that a temperature could be; the message is the reason. */
public final class NoTemperatureException extends RuntimeException {

  /** Says why. */
  public NoTemperatureException(String reason) {
    super(reason);
  }
}
