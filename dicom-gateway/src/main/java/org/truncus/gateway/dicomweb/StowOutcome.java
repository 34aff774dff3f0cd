package org.truncus.gateway.dicomweb;

import java.util.List;
import java.util.Optional;
import org.truncus.gateway.inbox.Receipt;
import org.truncus.gateway.inbox.Refusal;

/**
 * What became of a request to store.
 *
 * @param items one for each part, in order
 * @param fault why the body couldn't be read to its end
 */
public record StowOutcome(List<Item> items, Optional<String> fault) {

  /** Seconds after which a refusal for room may have passed. */
  public static final int RETRY_SECONDS = 60;

  /**
   * One part.
   *
   * @param sopClassUid empty where the part has none that can be read
   * @param sopInstanceUid empty where the part has none that can be read
   */
  public record Item(String sopClassUid, String sopInstanceUid, Receipt receipt) {

    /** Whether the sender may count it as stored. */
    public boolean isStored() {
      return receipt.refusal().isEmpty();
    }
  }

  /** Copies the list. */
  public StowOutcome {
    items = List.copyOf(items);
  }

  /** The HTTP status (PS3.18 §10.5.3). */
  public int status() {
    boolean some = items.stream().anyMatch(Item::isStored);
    if (fault.isPresent() || items.isEmpty()) {
      return some ? 202 : 400;
    }
    if (items.stream().allMatch(Item::isStored)) {
      return 200;
    }
    if (some) {
      return 202;
    }
    if (items.stream().anyMatch(item -> item.receipt().refusal().orElseThrow().mayPass())) {
      return 503;
    }
    return items.stream().allMatch(item -> is(item, Refusal.TOO_LARGE)) ? 413 : 409;
  }

  private static boolean is(Item item, Refusal refusal) {
    return item.receipt().refusal().orElseThrow() == refusal;
  }
}
