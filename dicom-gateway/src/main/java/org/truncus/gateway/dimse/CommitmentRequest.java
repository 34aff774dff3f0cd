package org.truncus.gateway.dimse;

import java.util.List;

/**
 * A request for storage commitment (N-ACTION, PS3.4 table J.3.2-1).
 *
 * @param transactionUID names the request in its answer
 * @param items at least one
 */
public record CommitmentRequest(String transactionUID, List<CommitmentItem> items) {

  /** Copies the list. */
  public CommitmentRequest {
    items = List.copyOf(items);
  }
}
