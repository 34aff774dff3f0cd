package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.pdu.PduException;

/** Serves the messages of one association after the other until its end. */
final class Provider {

  private static final Logger log = LoggerFactory.getLogger(Provider.class);

  private final StoreHandler handler;
  private final StoreProvider stores;
  private final Timeouts timeouts;

  Provider(StoreHandler handler, Timeouts timeouts) {
    this.handler = handler;
    this.stores = new StoreProvider(handler);
    this.timeouts = timeouts;
  }

  /** Returns when the association has ended, in whatever way, and the handler has been told. */
  void serve(Association association) {
    boolean released = false;
    try {
      Optional<Message> message = association.receive(timeouts.idle());
      while (message.isPresent()) {
        answer(association, message.get());
        message = association.receive(timeouts.idle());
      }
      released = true;
      association.answerRelease();
      log.info("{}: released", association.info().id());
    } catch (IOException e) {
      log.warn("{}: ended: {}", association.info().id(), e.getMessage());
      if (!released) {
        association.abort(e);
      }
    } catch (RuntimeException e) {
      log.error("{}: ended by {}", association.info().id(), e.getClass().getName());
      association.abort(e);
    } finally {
      tellHandler(association, !released);
    }
  }

  private void answer(Association association, Message message) throws IOException {
    Command command = message.command();
    switch (command.field()) {
      case CommandField.C_ECHO_RQ -> {
        skip(message);
        association.send(message.context(), command.response(StoreResponse.success()));
      }
      case CommandField.C_STORE_RQ -> {
        StoreResponse response = stores.store(association, message);
        association.send(message.context(), command.response(response));
      }
      case CommandField.C_CANCEL_RQ -> skip(message);
      default -> refuse(association, message);
    }
  }

  private static void refuse(Association association, Message message) throws IOException {
    Command command = message.command();
    if (command.isResponse()) {
      throw new PduException(
          PduException.NOT_SPECIFIED, "response %04X without a request".formatted(command.field()));
    }
    skip(message);
    association.send(
        message.context(),
        command.response(
            new StoreResponse(DimseStatus.UNRECOGNISED_OPERATION, "only C-ECHO and C-STORE")));
  }

  private static void skip(Message message) throws IOException {
    if (message.data().isPresent()) {
      message.data().get().skipRest();
    }
  }

  private void tellHandler(Association association, boolean aborted) {
    try {
      handler.associationClosed(association.info(), aborted);
    } catch (RuntimeException e) {
      log.error(
          "{}: the handler failed at the end of the association: {}",
          association.info().id(),
          e.getClass().getName());
    }
  }
}
