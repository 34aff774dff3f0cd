package org.truncus.model;

import java.nio.file.Path;
import org.truncus.problem.InvalidInputException;

/** A model package that is incomplete, altered or no package at all. */
public class InvalidPackageException extends InvalidInputException {

  /** Names the package and what is wrong with it. */
  public InvalidPackageException(Path folder, String message) {
    super(folder + ": " + message);
  }

  /** As above, with the failure underneath. */
  public InvalidPackageException(Path folder, String message, Throwable cause) {
    super(folder + ": " + message, cause);
  }
}
