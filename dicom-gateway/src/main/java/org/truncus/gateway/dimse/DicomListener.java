package org.truncus.gateway.dimse;

import java.util.List;
import java.util.OptionalInt;

/** An open DICOM port. Whoever called {@link DicomTransport#listen} closes it. */
public interface DicomListener extends AutoCloseable {

  /**
   * The TCP port in use; where port 0 was asked for, the one the system chose; {@link
   * ListenOptions#NO_PORT} where only TLS is spoken.
   */
  int port();

  /** The TCP port that speaks TLS, where there is one. */
  OptionalInt tlsPort();

  /** Whether all ports are open and new connections are taken. */
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
