package org.truncus.calibrate;

/** The rows can't tell the parameters of a calibration method; the message is the reason. */
public final class UnfittableException extends RuntimeException {

  /** Says why. */
  public UnfittableException(String reason) {
    super(reason);
  }
}
