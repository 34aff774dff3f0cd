package org.truncus.gateway.inbox;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.truncus.gateway.dimse.AssociationInfo;

/** What the open associations have brought so far. Thread-safe. */
final class Associations {

  private final Map<String, Brought> open = new ConcurrentHashMap<>();

  /** One association's harvest; guarded by itself. */
  private static final class Brought {
    final String callingAet;
    final Set<String> studies = new HashSet<>();
    int taken;
    int refused;

    Brought(String callingAet) {
      this.callingAet = callingAet;
    }
  }

  /**
   * What an association brought in all.
   *
   * @param settled the studies which no other open association of the same title has touched
   */
  record Harvest(int taken, int refused, Set<String> settled) {}

  void taken(AssociationInfo association, String studyUid) {
    Brought brought = of(association);
    synchronized (brought) {
      brought.taken++;
      brought.studies.add(studyUid);
    }
  }

  void refused(AssociationInfo association) {
    Brought brought = of(association);
    synchronized (brought) {
      brought.refused++;
    }
  }

  Harvest closed(AssociationInfo association) {
    Brought brought = open.remove(association.id());
    if (brought == null) {
      return new Harvest(0, 0, Set.of());
    }
    Set<String> settled;
    int taken;
    int refused;
    synchronized (brought) {
      settled = new HashSet<>(brought.studies);
      taken = brought.taken;
      refused = brought.refused;
    }
    for (Brought other : open.values()) {
      synchronized (other) {
        if (other.callingAet.equals(association.callingAet())) {
          settled.removeAll(other.studies);
        }
      }
    }
    return new Harvest(taken, refused, settled);
  }

  private Brought of(AssociationInfo association) {
    return open.computeIfAbsent(association.id(), id -> new Brought(association.callingAet()));
  }
}
