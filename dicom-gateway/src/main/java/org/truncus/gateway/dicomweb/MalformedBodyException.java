package org.truncus.gateway.dicomweb;

import java.io.IOException;

/** A multipart body breaks the rules of RFC 2046, or a bound of this reader. */
public final class MalformedBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what was found and what was expected, without quoting the body. */
  MalformedBodyException(String message) {
    super(message);
  }
}
