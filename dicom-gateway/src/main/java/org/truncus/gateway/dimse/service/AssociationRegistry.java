package org.truncus.gateway.dimse.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.gateway.dimse.AssociationInfo;

/** The established associations of a listener, within its limits. Safe for several threads. */
public final class AssociationRegistry {

  private final int most;
  private final int mostPerAet;
  private final Map<String, AssociationInfo> open = new LinkedHashMap<>();

  /** With these limits. */
  public AssociationRegistry(int most, int mostPerAet) {
    this.most = most;
    this.mostPerAet = mostPerAet;
  }

  /** Whether there is room; if so, the association counts until {@link #remove}. */
  public synchronized boolean add(AssociationInfo info) {
    long same =
        open.values().stream().filter(i -> i.callingAet().equals(info.callingAet())).count();
    if (open.size() >= most || same >= mostPerAet) {
      return false;
    }
    open.put(info.id(), info);
    return true;
  }

  /** It counts no more. */
  public synchronized void remove(AssociationInfo info) {
    open.remove(info.id());
    notifyAll();
  }

  /** Those of this moment, oldest first. */
  public synchronized List<AssociationInfo> all() {
    return new ArrayList<>(open.values());
  }

  /** Waits until none is open, at most that long. */
  public synchronized void awaitEmpty(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!open.isEmpty()) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return;
      }
      wait(millis);
    }
  }
}
