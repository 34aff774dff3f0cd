package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.truncus.gateway.dimse.AssociationLostException;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.pdu.Pdv;

/**
 * The fragments of an established association, one after the other. Each PDU has its time, and a
 * message as a whole may not be slower than {@value #SLOWEST} bytes a second, or a peer that sends
 * a byte now and then would keep its association for months.
 */
final class PdvInput {

  /** Bytes a second, once the time of one PDU is over. */
  static final int SLOWEST = 1024;

  private final Connection connection;
  private final Duration dimseTimeout;
  private final Deque<Pdv> queue = new ArrayDeque<>();
  private long waitedNanos;
  private long bytes;

  PdvInput(Connection connection, Duration dimseTimeout) {
    this.connection = connection;
    this.dimseTimeout = dimseTimeout;
  }

  /**
   * The first fragment of a message, or empty where the peer asks for the release.
   *
   * @param wait for the PDU to begin
   * @throws AssociationLostException where the association ends otherwise
   */
  Optional<Pdv> next(Duration wait) throws IOException {
    waitedNanos = 0;
    bytes = 0;
    return take(wait);
  }

  private Optional<Pdv> take(Duration wait) throws IOException {
    while (queue.isEmpty()) {
      Pdu pdu = connection.read(wait, dimseTimeout);
      if (pdu instanceof Pdu.PDataTf data) {
        queue.addAll(data.values());
      } else if (pdu instanceof Pdu.ReleaseRq) {
        return Optional.empty();
      } else if (pdu instanceof Pdu.Abort abort) {
        throw new AssociationLostException(aborted(abort));
      } else {
        throw new PduException(
            PduException.UNEXPECTED_PDU, pdu.name() + " inside of an association");
      }
    }
    return Optional.of(queue.remove());
  }

  /** Whether something comes from the peer within that time; it stays to be read. */
  boolean waits(Duration limit) throws IOException {
    return !queue.isEmpty() || connection.waits(limit);
  }

  /** The next fragment of the message that has begun. */
  Pdv nextOfMessage(int contextId, boolean command) throws IOException {
    long start = System.nanoTime();
    Pdv pdv =
        take(dimseTimeout)
            .orElseThrow(
                () ->
                    new PduException(
                        PduException.UNEXPECTED_PDU, "A-RELEASE-RQ inside of a message"));
    checkPace(System.nanoTime() - start, pdv.data().remaining());
    if (pdv.contextId() != contextId || pdv.command() != command) {
      throw new PduException(
          PduException.INVALID_PARAMETER,
          "a %s fragment in context %d, expected a %s fragment in context %d"
              .formatted(kind(pdv.command()), pdv.contextId(), kind(command), contextId));
    }
    return pdv;
  }

  /** Only what was spent waiting for the peer counts, not what became of its bytes. */
  private void checkPace(long nanos, int length) throws PduException {
    waitedNanos += nanos;
    bytes += length;
    if (waitedNanos > dimseTimeout.toNanos() + bytes * 1_000_000_000L / SLOWEST) {
      throw new PduException(
          PduException.NOT_SPECIFIED,
          "a message slower than " + SLOWEST + " bytes a second: " + bytes + " bytes so far");
    }
  }

  static String aborted(Pdu.Abort abort) {
    return "the peer aborted the association (source %d, reason %d)"
        .formatted(abort.source(), abort.reason());
  }

  private static String kind(boolean command) {
    return command ? "command" : "data set";
  }
}
