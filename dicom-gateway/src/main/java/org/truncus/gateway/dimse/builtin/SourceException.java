package org.truncus.gateway.dimse.builtin;

import java.io.IOException;

/** What we were about to send can't be read: a local fault, not the network's. */
final class SourceException extends IOException {

  private static final long serialVersionUID = 1L;

  SourceException(IOException cause) {
    super("the file can't be read: " + cause.getMessage(), cause);
  }
}
