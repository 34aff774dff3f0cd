package org.truncus.gateway.dimse;

import java.util.Optional;

/**
 * What is done about storage commitment, in both roles (PS3.4 annex J). Called by several threads.
 */
public interface CommitmentHandler {

  /**
   * A peer asks whether we keep instances. Success may be returned only when the request is on
   * disk, since the result may have to be told after a restart.
   */
  StoreResponse requested(AssociationInfo association, CommitmentRequest request);

  /**
   * The result of a request that {@link #requested} has just accepted, to be told on the same
   * association while that is open; empty where it isn't known yet.
   */
  Optional<CommitmentResult> result(AssociationInfo association, String transactionUID);

  /** The peer has taken the result. */
  void told(AssociationInfo association, String transactionUID);

  /** A peer tells the result of a request of ours. */
  StoreResponse reported(AssociationInfo association, CommitmentResult result);

  /** Called once after the last message of an association; what wasn't told is to be told anew. */
  default void associationClosed(AssociationInfo association) {}
}
