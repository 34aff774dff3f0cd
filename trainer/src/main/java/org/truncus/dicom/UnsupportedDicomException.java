package org.truncus.dicom;

import org.truncus.problem.UnsupportedInputException;

/** DICOM that may be well formed but isn't handled here: a syntax, a size above a limit. */
public class UnsupportedDicomException extends UnsupportedInputException {

  /** Says where, what was found and what is handled. */
  public UnsupportedDicomException(String message) {
    super(message);
  }

  /** As above, with the failure underneath. */
  public UnsupportedDicomException(String message, Throwable cause) {
    super(message, cause);
  }
}
