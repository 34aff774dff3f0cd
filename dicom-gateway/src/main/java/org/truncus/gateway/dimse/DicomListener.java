package org.truncus.gateway.dimse;

import java.util.List;

/** An open DICOM port. Whoever called {@link DicomTransport#listen} closes it. */
public interface DicomListener extends AutoCloseable {

  /** The TCP port in use; where port 0 was asked for, the one the system chose. */
  int port();

  /** Whether the port is open and new connections are taken. */
  boolean accepting();

  /** The established associations of this moment. */
  List<AssociationInfo> associations();

  /**
   * Stops accepting, waits {@link ListenOptions#closeGrace} for open associations to end, aborts
   * the rest (A-ABORT) and returns when the handler is called no more. A second call does nothing.
   */
  @Override
  void close();
}
