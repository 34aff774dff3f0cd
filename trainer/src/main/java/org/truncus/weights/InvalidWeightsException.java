package org.truncus.weights;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  /** A file that can't be read at all. */
  public static InvalidWeightsException unreadable(Path file, IOException e) {
    String reason = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
    return new InvalidWeightsException(file + ": can't be read: " + reason, e);
  }
}
