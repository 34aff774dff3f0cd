package org.truncus.image;

import org.truncus.problem.InvalidInputException;

/** An image that is broken: cut short, or at odds with its own header. */
public class InvalidImageException extends InvalidInputException {

  /** Says where, what was found, what was expected and what to do. */
  public InvalidImageException(String message) {
    super(message);
  }

  /** As above, with the failure underneath. */
  public InvalidImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
