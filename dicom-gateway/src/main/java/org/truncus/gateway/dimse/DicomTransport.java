package org.truncus.gateway.dimse;

import java.util.List;

/**
 * The DICOM network as the gateway sees it: verification and storage, as provider and as user
 * (PS3.4 annexes A and B). Adapters are safe for use by several threads.
 */
public interface DicomTransport {

  /** The name of the adapter, as {@code --transport} spells it: {@code builtin}. */
  String name();

  /**
   * Opens a port, accepts associations and answers C-ECHO and C-STORE until the listener is closed.
   * The caller closes the listener.
   *
   * @throws org.truncus.problem.EnvironmentException where the port or the address can't be used
   */
  DicomListener listen(ListenOptions options, StoreHandler handler);

  /**
   * Sends instances over one association and waits for the answer to each. Never throws for what
   * the network or the peer does: the report says it. The instances are read from disk as they are
   * sent.
   */
  SendReport send(PeerAddress peer, String callingAet, List<OutgoingInstance> instances);

  /** Opens an association, sends one C-ECHO and releases. Never throws for what the peer does. */
  EchoReport echo(PeerAddress peer, String callingAet);
}
