package org.truncus.gateway.dimse.service;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts connections that have no association yet, so that sockets which never speak can take
 * neither all threads nor the places of others. Safe for several threads.
 */
public final class PendingConnections {

  private final int most;
  private final int mostPerAddress;
  private final Map<InetAddress, Integer> counts = new HashMap<>();
  private int total;

  /** With these limits. */
  public PendingConnections(int most, int mostPerAddress) {
    this.most = most;
    this.mostPerAddress = mostPerAddress;
  }

  /** Whether there is room; if so, the connection counts until {@link #remove}. */
  public synchronized boolean add(InetAddress address) {
    if (total >= most || counts.getOrDefault(address, 0) >= mostPerAddress) {
      return false;
    }
    counts.merge(address, 1, Integer::sum);
    total++;
    return true;
  }

  /** One of that address counts no more. */
  public synchronized void remove(InetAddress address) {
    counts.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
    total--;
  }
}
