package org.truncus.gateway.inbox;

import java.util.function.LongSupplier;

/**
 * Refuses input before the disk is full, so that room is left for reports.
 *
 * @param freeBytes looks at the disk
 * @param reserve bytes that input leaves free
 */
public record DiskGuard(LongSupplier freeBytes, long reserve) {

  /** Whether input is refused now. */
  public boolean low() {
    return freeBytes.getAsLong() < reserve;
  }
}
