package org.truncus.dicom.jpeg2000;

import java.util.Comparator;
import java.util.List;
import org.truncus.dicom.codec.Broken;

/** The order in which packets follow each other (T.800 section B.12). */
final class PacketOrder {

  /** What is done with a packet. */
  interface Sink {
    void packet(Precinct precinct, int layer);
  }

  private static final Comparator<Precinct> BY_RESOLUTION =
      Comparator.<Precinct>comparingInt(p -> p.resolution)
          .thenComparingInt(p -> p.component)
          .thenComparingInt(p -> p.number);
  private static final Comparator<Precinct> BY_PLACE =
      Comparator.<Precinct>comparingLong(p -> p.y).thenComparingLong(p -> p.x);
  private static final Comparator<Precinct> REST =
      Comparator.<Precinct>comparingInt(p -> p.component)
          .thenComparingInt(p -> p.resolution)
          .thenComparingInt(p -> p.number);

  private PacketOrder() {}

  /** Visits all packets of all precincts. */
  static void visit(int progression, List<Precinct> precincts, int layers, Sink sink) {
    switch (progression) {
      case 0 -> byLayer(sorted(precincts, BY_RESOLUTION), layers, sink);
      case 1 -> byResolution(sorted(precincts, BY_RESOLUTION), layers, sink);
      case 2 ->
          byPrecinct(
              sorted(
                  precincts,
                  Comparator.<Precinct>comparingInt(p -> p.resolution)
                      .thenComparing(BY_PLACE)
                      .thenComparing(REST)),
              layers,
              sink);
      case 3 -> byPrecinct(sorted(precincts, BY_PLACE.thenComparing(REST)), layers, sink);
      case 4 ->
          byPrecinct(
              sorted(
                  precincts,
                  Comparator.<Precinct>comparingInt(p -> p.component)
                      .thenComparing(BY_PLACE)
                      .thenComparing(REST)),
              layers,
              sink);
      default -> throw Broken.frame("JPEG 2000 packets in an unknown order: " + progression);
    }
  }

  private static List<Precinct> sorted(List<Precinct> precincts, Comparator<Precinct> order) {
    return precincts.stream().sorted(order).toList();
  }

  private static void byLayer(List<Precinct> precincts, int layers, Sink sink) {
    for (int layer = 0; layer < layers; layer++) {
      for (Precinct precinct : precincts) {
        sink.packet(precinct, layer);
      }
    }
  }

  private static void byResolution(List<Precinct> precincts, int layers, Sink sink) {
    int from = 0;
    while (from < precincts.size()) {
      int to = from;
      while (to < precincts.size()
          && precincts.get(to).resolution == precincts.get(from).resolution) {
        to++;
      }
      byLayer(precincts.subList(from, to), layers, sink);
      from = to;
    }
  }

  private static void byPrecinct(List<Precinct> precincts, int layers, Sink sink) {
    for (Precinct precinct : precincts) {
      for (int layer = 0; layer < layers; layer++) {
        sink.packet(precinct, layer);
      }
    }
  }
}
