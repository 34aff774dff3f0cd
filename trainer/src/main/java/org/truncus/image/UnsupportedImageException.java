package org.truncus.image;

import org.truncus.problem.UnsupportedInputException;

/** An image that may be well formed but isn't handled: its kind, its sample format, its size. */
public class UnsupportedImageException extends UnsupportedInputException {

  /** Says where, what was found, what is handled and what to do. */
  public UnsupportedImageException(String message) {
    super(message);
  }

  /** As above, with the failure underneath. */
  public UnsupportedImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
