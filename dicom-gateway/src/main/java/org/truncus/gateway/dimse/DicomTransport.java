package org.truncus.gateway.dimse;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The DICOM network as the gateway sees it: verification, storage and storage commitment, as
 * provider and as user (PS3.4 annexes A, B and J). Adapters are safe for use by several threads.
 */
public interface DicomTransport {

  /** The name of the adapter, as {@code --transport} spells it. */
  String name();

  /**
   * Opens the ports, accepts associations and answers C-ECHO, C-STORE and, where there is a handler
   * for it, storage commitment, until the listener is closed. The caller closes the listener.
   *
   * @throws org.truncus.problem.EnvironmentException where the port or the address can't be used
   */
  DicomListener listen(
      ListenOptions options, StoreHandler stores, Optional<CommitmentHandler> commitments);

  /** As above, without storage commitment. */
  default DicomListener listen(ListenOptions options, StoreHandler stores) {
    return listen(options, stores, Optional.empty());
  }

  /**
   * Sends instances over one association and waits for the answer to each. Never throws for what
   * the network or the peer does: the report says it. The instances are read from disk as they are
   * sent.
   */
  SendReport send(PeerAddress peer, String callingAet, List<OutgoingInstance> instances);

  /** Opens an association, sends one C-ECHO and releases. Never throws for what the peer does. */
  EchoReport echo(PeerAddress peer, String callingAet);

  /**
   * Asks a peer to keep instances (N-ACTION). Its result may come on this association, which is
   * held open for it as long as {@code wait} says, or later on one that the peer opens. Never
   * throws for what the peer does.
   */
  CommitmentReport commit(
      PeerAddress peer, String callingAet, CommitmentRequest request, Duration wait);

  /**
   * Tells a peer, on a new association, the result of its request (N-EVENT-REPORT). Never throws
   * for what the peer does.
   */
  CommitmentReport tell(PeerAddress peer, String callingAet, CommitmentResult result);
}
