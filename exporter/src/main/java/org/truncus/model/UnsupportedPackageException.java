package org.truncus.model;

import java.nio.file.Path;
import org.truncus.problem.UnsupportedInputException;

/** A model package of a kind or age that this version can't serve. */
public class UnsupportedPackageException extends UnsupportedInputException {

  /** Names the package and what is not supported about it. */
  public UnsupportedPackageException(Path folder, String message) {
    super(folder + ": " + message);
  }
}
