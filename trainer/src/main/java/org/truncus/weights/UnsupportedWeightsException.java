package org.truncus.weights;

import org.truncus.problem.UnsupportedInputException;

/** A weight file of a format or a network that is not handled here. */
public final class UnsupportedWeightsException extends UnsupportedInputException {

  /** Says which file, what was found and what is handled. */
  public UnsupportedWeightsException(String message) {
    super(message);
  }
}
