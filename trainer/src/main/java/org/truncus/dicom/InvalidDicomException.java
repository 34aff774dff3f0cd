package org.truncus.dicom;

import org.truncus.problem.InvalidInputException;

/**
 * Bytes that break the rules of DICOM. The message names the element and the byte offset, never a
 * value: values may be a patient's.
 */
public class InvalidDicomException extends InvalidInputException {

  /** Says where, what was found and what was expected. */
  public InvalidDicomException(String message) {
    super(message);
  }

  /** As above, with the failure underneath. */
  public InvalidDicomException(String message, Throwable cause) {
    super(message, cause);
  }
}
