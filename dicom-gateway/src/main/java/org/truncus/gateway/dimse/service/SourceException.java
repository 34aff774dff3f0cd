package org.truncus.gateway.dimse.service;

import java.io.IOException;

/** What we were about to send can't be read: a local fault, not the network's. */
public final class SourceException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Wraps what reading it threw. */
  public SourceException(IOException cause) {
    super("the file can't be read: " + cause.getMessage(), cause);
  }
}
