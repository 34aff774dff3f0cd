package org.truncus.gateway.dimse;

import java.util.List;

/**
 * The answer to a request for storage commitment (N-EVENT-REPORT, PS3.4 table J.3.3-1).
 *
 * @param transactionUID of the request
 * @param committed what is kept
 * @param failed what isn't
 */
public record CommitmentResult(
    String transactionUID, List<CommitmentItem> committed, List<Failed> failed) {

  /**
   * An instance that isn't kept.
   *
   * @param reason (0008,1197): one of {@link DimseStatus}
   */
  public record Failed(CommitmentItem item, int reason) {}

  /** Copies the lists. */
  public CommitmentResult {
    committed = List.copyOf(committed);
    failed = List.copyOf(failed);
  }

  /** 1 where all is kept, 2 where something isn't. */
  public int eventTypeID() {
    return failed.isEmpty() ? 1 : 2;
  }
}
