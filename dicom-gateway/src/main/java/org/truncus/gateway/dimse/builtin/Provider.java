package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.service.StoreProvider;

/** Serves the messages of one association after the other until its end. */
final class Provider {

  private static final Logger log = LoggerFactory.getLogger(Provider.class);

  private final StoreHandler handler;
  private final StoreProvider stores;
  private final Optional<CommitmentHandler> commitments;
  private final Timeouts timeouts;

  Provider(StoreHandler handler, Optional<CommitmentHandler> commitments, Timeouts timeouts) {
    this.handler = handler;
    this.commitments = commitments;
    this.stores = new StoreProvider(handler);
    this.timeouts = timeouts;
  }

  /** Returns when the association has ended, in whatever way, and the handler has been told. */
  void serve(Association association) {
    boolean released = false;
    try {
      new Conversation(association, stores, commitments, timeouts).hold();
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

  private void tellHandler(Association association, boolean aborted) {
    try {
      handler.associationClosed(association.info(), aborted);
      commitments.ifPresent(c -> c.associationClosed(association.info()));
    } catch (RuntimeException e) {
      log.error(
          "{}: the handler failed at the end of the association: {}",
          association.info().id(),
          e.getClass().getName());
    }
  }
}
