package org.truncus.gateway.dimse.builtin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.pdu.Pdv;
import org.truncus.gateway.dimse.service.AcceptedContext;

/**
 * An established association (state 6 of PS3.8 §9.2) of either role, one message at a time. It
 * neither opens nor closes its connection but for {@link #abort} and the release.
 */
final class Association {

  private static final int MAX_COMMAND_LENGTH = 1 << 16;

  private final Connection connection;
  private final AssociationInfo info;
  private final Map<Integer, AcceptedContext> contexts;
  private final Timeouts timeouts;
  private final long maxObjectBytes;
  private final PdvInput input;
  private final PdvOutput output;

  /**
   * Takes over a connection whose association has been accepted.
   *
   * @param peerMaxLength what the peer can receive, in bytes; 0 for unlimited
   * @param maxObjectBytes the largest data set to receive
   */
  Association(
      Connection connection,
      AssociationInfo info,
      List<AcceptedContext> contexts,
      long peerMaxLength,
      Timeouts timeouts,
      long maxObjectBytes) {
    this.connection = connection;
    this.info = info;
    this.contexts =
        contexts.stream().collect(Collectors.toMap(AcceptedContext::id, Function.identity()));
    this.timeouts = timeouts;
    this.maxObjectBytes = maxObjectBytes;
    this.input = new PdvInput(connection, timeouts.dimse());
    this.output = new PdvOutput(connection, peerMaxLength);
  }

  AssociationInfo info() {
    return info;
  }

  Collection<AcceptedContext> contexts() {
    return contexts.values();
  }

  /**
   * The next message, or empty where the peer asks for the release.
   *
   * @param wait for it to begin
   */
  Optional<Message> receive(Duration wait) throws IOException {
    Optional<Pdv> first = input.next(wait);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    AcceptedContext context = contexts.get(first.get().contextId());
    if (context == null || !first.get().command()) {
      throw new PduException(
          PduException.INVALID_PARAMETER,
          "a message begins in context %d with a %s fragment, expected a command in an accepted context"
              .formatted(first.get().contextId(), first.get().command() ? "command" : "data set"));
    }
    Command command = Command.decode(command(first.get()));
    return Optional.of(
        new Message(
            context,
            command,
            command.hasDataSet()
                ? Optional.of(new DataSetStream(input, context.id(), maxObjectBytes))
                : Optional.empty()));
  }

  /** Whether the peer says something within that time; it stays to be received. */
  boolean waits(Duration limit) throws IOException {
    return input.waits(limit);
  }

  /** How long to wait for the parts of a message and for responses. */
  Duration patience() {
    return timeouts.dimse();
  }

  void send(AcceptedContext context, Command command) throws IOException {
    output.command(context.id(), command);
  }

  /**
   * Sends a command and its data set.
   *
   * @throws SourceException where the data set can't be read; the association is then of no use
   */
  void send(AcceptedContext context, Command command, InputStream dataSet) throws IOException {
    output.command(context.id(), command);
    output.data(context.id(), dataSet);
  }

  /** The answer to a request of ours. */
  Command response(int messageId) throws IOException {
    Message message =
        receive(timeouts.dimse())
            .orElseThrow(
                () ->
                    new PduException(
                        PduException.UNEXPECTED_PDU, "A-RELEASE-RQ instead of a response"));
    if (message.data().isPresent()) {
      message.data().get().skipRest();
    }
    Command command = message.command();
    if (!command.isResponse() || command.respondsTo() != messageId || command.status() < 0) {
      throw new PduException(
          PduException.NOT_SPECIFIED,
          "command %04X for message %d, expected the response to message %d"
              .formatted(command.field(), command.respondsTo(), messageId));
    }
    return command;
  }

  /** Answers the peer's release and ends the connection. */
  void answerRelease() throws IOException {
    connection.write(new Pdu.ReleaseRp());
    connection.finish();
  }

  /** Asks for the release and ends the connection; also where both sides ask at once. */
  void release() throws IOException {
    connection.write(new Pdu.ReleaseRq());
    Pdu answer = connection.read(timeouts.release(), timeouts.release());
    if (answer instanceof Pdu.ReleaseRq) {
      connection.write(new Pdu.ReleaseRp());
      answer = connection.read(timeouts.release(), timeouts.release());
    }
    if (!(answer instanceof Pdu.ReleaseRp)) {
      throw new PduException(
          PduException.UNEXPECTED_PDU, answer.name() + " instead of A-RELEASE-RP");
    }
    connection.close();
  }

  /** A-ABORT with what went wrong, and the end of the connection. */
  void abort(Throwable cause) {
    Throwable root = cause.getCause() instanceof PduException ? cause.getCause() : cause;
    connection.abort(
        root instanceof PduException e
            ? new Pdu.Abort(Pdu.Abort.PROVIDER, e.reason())
            : new Pdu.Abort(Pdu.Abort.USER, 0));
  }

  private byte[] command(Pdv first) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Pdv pdv = first;
    while (true) {
      byte[] fragment = new byte[pdv.data().remaining()];
      pdv.data().duplicate().get(fragment);
      bytes.writeBytes(fragment);
      if (bytes.size() > MAX_COMMAND_LENGTH) {
        throw new PduException(
            PduException.INVALID_PARAMETER, "a command set over " + MAX_COMMAND_LENGTH + " bytes");
      }
      if (pdv.last()) {
        return bytes.toByteArray();
      }
      pdv = input.nextOfMessage(first.contextId(), true);
    }
  }
}
