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
import org.truncus.gateway.dimse.service.MessagePace;

/** The fragments of an established association, one after the other, in time. */
final class PdvInput {

  private final Connection connection;
  private final Duration dimseTimeout;
  private final Deque<Pdv> queue = new ArrayDeque<>();
  private final MessagePace pace;

  PdvInput(Connection connection, Duration dimseTimeout) {
    this.connection = connection;
    this.dimseTimeout = dimseTimeout;
    this.pace = new MessagePace(dimseTimeout);
  }

  /**
   * The first fragment of a message, or empty where the peer asks for the release.
   *
   * @param wait for the PDU to begin
   * @throws AssociationLostException where the association ends otherwise
   */
  Optional<Pdv> next(Duration wait) throws IOException {
    pace.restart();
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
    if (!pace.keeps(System.nanoTime() - start, pdv.data().remaining())) {
      throw new PduException(PduException.NOT_SPECIFIED, pace.complaint());
    }
    if (pdv.contextId() != contextId || pdv.command() != command) {
      throw new PduException(
          PduException.INVALID_PARAMETER,
          "a %s fragment in context %d, expected a %s fragment in context %d"
              .formatted(kind(pdv.command()), pdv.contextId(), kind(command), contextId));
    }
    return pdv;
  }

  static String aborted(Pdu.Abort abort) {
    return "the peer aborted the association (source %d, reason %d)"
        .formatted(abort.source(), abort.reason());
  }

  private static String kind(boolean command) {
    return command ? "command" : "data set";
  }
}
