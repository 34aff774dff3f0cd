package org.truncus.gateway.inbox;

import java.util.Optional;
import org.truncus.gateway.dimse.StoreResponse;

/**
 * What became of one instance.
 *
 * @param refusal empty for success
 * @param held where the instance lies; empty where it was refused, or is a report of this gateway,
 *     which isn't kept
 */
public record Receipt(Optional<Refusal> refusal, Optional<Held> held) {

  /** The study and the series of an instance that is held. */
  public record Held(String studyUid, String seriesUid) {}

  static Receipt refused(Refusal refusal) {
    return new Receipt(Optional.of(refusal), Optional.empty());
  }

  /** As C-STORE says it. */
  public StoreResponse response() {
    return refusal.map(Refusal::response).orElseGet(StoreResponse::success);
  }
}
