package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.service.AcceptedContext;
import org.truncus.gateway.dimse.service.CommitmentCodec;
import org.truncus.gateway.dimse.service.CommitmentMessage;
import org.truncus.gateway.dimse.service.CommitmentProvider;
import org.truncus.gateway.dimse.service.MessageData;
import org.truncus.gateway.dimse.service.StoreProvider;

/**
 * The messages of one association that a peer has opened: its requests are answered in their order,
 * and results of storage commitment are told while it is silent.
 */
final class Conversation {

  private static final Logger log = LoggerFactory.getLogger(Conversation.class);

  /** Most peers release right after the answer to their N-ACTION: telling them then is in vain. */
  private static final Duration SILENCE = Duration.ofMillis(500);

  private record Untold(AcceptedContext context, CommitmentResult result) {}

  private final Association association;
  private final StoreProvider stores;
  private final Optional<CommitmentHandler> commitments;
  private final Timeouts timeouts;
  private final Deque<Untold> untold = new ArrayDeque<>();
  private Optional<Untold> telling = Optional.empty();
  private int messageId;

  Conversation(
      Association association,
      StoreProvider stores,
      Optional<CommitmentHandler> commitments,
      Timeouts timeouts) {
    this.association = association;
    this.stores = stores;
    this.commitments = commitments;
    this.timeouts = timeouts;
  }

  /** Returns when the peer asks for the release. */
  void hold() throws IOException {
    Optional<Message> message = next();
    while (message.isPresent()) {
      answer(message.get());
      message = next();
    }
  }

  private Optional<Message> next() throws IOException {
    if (telling.isEmpty() && !untold.isEmpty() && !association.waits(SILENCE)) {
      tell(untold.remove());
    }
    return association.receive(telling.isPresent() ? timeouts.dimse() : timeouts.idle());
  }

  private void tell(Untold next) throws IOException {
    messageId++;
    association.send(
        next.context(),
        Command.commitmentEvent(messageId, next.result().eventTypeID()),
        CommitmentCodec.encode(next.result(), next.context().transferSyntax()));
    telling = Optional.of(next);
  }

  private void answer(Message message) throws IOException {
    Command command = message.command();
    if (command.isResponse()) {
      finishTelling(message);
      return;
    }
    switch (command.field()) {
      case CommandField.C_ECHO_RQ -> {
        skip(message);
        reply(message, StoreResponse.success());
      }
      case CommandField.C_STORE_RQ -> reply(message, store(message));
      case CommandField.C_CANCEL_RQ -> skip(message);
      case CommandField.N_ACTION_RQ -> {
        if (commitments.isPresent()) {
          requested(message, commitments.get());
        } else {
          refuse(message);
        }
      }
      case CommandField.N_EVENT_REPORT_RQ -> {
        if (commitments.isPresent()) {
          reported(message, commitments.get());
        } else {
          refuse(message);
        }
      }
      default -> refuse(message);
    }
  }

  private void requested(Message message, CommitmentHandler handler) throws IOException {
    CommitmentProvider.Answer answer =
        new CommitmentProvider(handler).requested(association.info(), commitment(message));
    skip(message);
    reply(message, answer.response());
    if (answer.response().status() == DimseStatus.SUCCESS) {
      handler
          .result(association.info(), answer.transactionUID().orElseThrow())
          .ifPresent(result -> untold.add(new Untold(message.context(), result)));
    }
  }

  private void reported(Message message, CommitmentHandler handler) throws IOException {
    CommitmentProvider.Answer answer =
        new CommitmentProvider(handler).reported(association.info(), commitment(message));
    skip(message);
    reply(message, answer.response());
  }

  private StoreResponse store(Message message) throws IOException {
    return stores.store(
        new StoreRequest(
            association.info(),
            message.command().affectedSOPClassUID(),
            message.command().affectedSOPInstanceUID(),
            message.context().transferSyntax()),
        message.context().abstractSyntax(),
        message.data());
  }

  private static CommitmentMessage commitment(Message message) {
    Command command = message.command();
    return new CommitmentMessage(
        message.context(),
        command.sopClassUID(),
        command.sopInstanceUID(),
        command.typeID(),
        message.data().map(MessageData.class::cast));
  }

  private void finishTelling(Message message) throws IOException {
    Command command = message.command();
    skip(message);
    if (telling.isEmpty() || command.respondsTo() != messageId) {
      throw new PduException(
          PduException.NOT_SPECIFIED, "response %04X without a request".formatted(command.field()));
    }
    String transaction = telling.get().result().transactionUID();
    telling = Optional.empty();
    if (command.status() == DimseStatus.SUCCESS) {
      commitments.orElseThrow().told(association.info(), transaction);
    } else {
      log.warn(
          "{}: the result of storage commitment was answered {}",
          association.info().id(),
          DimseStatus.text(command.status() & 0xFFFF));
    }
  }

  private void refuse(Message message) throws IOException {
    skip(message);
    reply(
        message,
        new StoreResponse(DimseStatus.UNRECOGNISED_OPERATION, "this operation isn't provided"));
  }

  private void reply(Message message, StoreResponse response) throws IOException {
    association.send(message.context(), message.command().response(response));
  }

  private static void skip(Message message) throws IOException {
    if (message.data().isPresent()) {
      message.data().get().skipRest();
    }
  }
}
