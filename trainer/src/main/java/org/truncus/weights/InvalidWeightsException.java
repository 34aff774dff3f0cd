package org.truncus.weights;

import org.truncus.problem.InvalidInputException;

/** A weight file that is damaged or does not fit the network. */
public final class InvalidWeightsException extends InvalidInputException {

  /** Says which file, what was found, what was expected. */
  public InvalidWeightsException(String message) {
    super(message);
  }

  /** As above, with the failure underneath. */
  public InvalidWeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
