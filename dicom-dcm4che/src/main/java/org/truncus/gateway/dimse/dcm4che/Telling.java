package org.truncus.gateway.dimse.dcm4che;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Dimse;
import org.dcm4che3.net.DimseRSPHandler;
import org.dcm4che3.net.pdu.PresentationContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.service.CommitmentCodec;
import org.truncus.gateway.dimse.service.Watchdog;

/** Tells results of storage commitment on the association that asked, while it is silent. */
final class Telling {

  private static final Logger log = LoggerFactory.getLogger(Telling.class);

  /** Most peers release right after the answer to their N-ACTION: telling them then is in vain. */
  private static final Duration SILENCE = Duration.ofMillis(500);

  private final Optional<CommitmentHandler> handler;
  private final ScheduledExecutorService clock;
  private final Watchdog watchdog;
  private final Duration patience;

  /**
   * With a clock whose tasks may wait for the network.
   *
   * @param patience for the answer, and for the peer to take our message
   */
  Telling(
      Optional<CommitmentHandler> handler,
      ScheduledExecutorService clock,
      Watchdog watchdog,
      Duration patience) {
    this.handler = handler;
    this.clock = clock;
    this.watchdog = watchdog;
    this.patience = patience;
  }

  void later(Visit visit, PresentationContext context, CommitmentResult result) {
    Association association = visit.association().orElseThrow();
    int heard = heard(association);
    Runnable look =
        () -> {
          if (!association.isReadyForDataTransfer()) {
            return;
          }
          if (heard(association) != heard || association.getPerformingOperationCount() > 0) {
            later(visit, context, result);
          } else {
            tell(visit, context, result);
          }
        };
    var unused = clock.schedule(look, SILENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tell(Visit visit, PresentationContext context, CommitmentResult result) {
    Association association = visit.association().orElseThrow();
    visit.works();
    ScheduledFuture<?> alarm = watchdog.closeAfter(patience, visit.channel().connected());
    int id = association.nextMessageID();
    try {
      association.invoke(
          context,
          Messages.event(id, result.eventTypeID()),
          Messages.data(CommitmentCodec.encode(result, context.getTransferSyntax())),
          new Answer(id, visit, result),
          0,
          Settings.millis(patience));
    } catch (IOException e) {
      log.debug("{}: not told: {}", visit.info(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      alarm.cancel(false);
      visit.rests(patience.plus(Dcm4cheListener.BACKSTOP));
    }
  }

  /** How many requests have come. */
  private static int heard(Association association) {
    int sum = 0;
    for (Dimse dimse : Dimse.values()) {
      sum += association.getNumberOfReceived(dimse);
    }
    return sum;
  }

  /** Waits for the peer's answer. */
  private final class Answer extends DimseRSPHandler {
    private final Visit visit;
    private final CommitmentResult result;

    Answer(int messageId, Visit visit, CommitmentResult result) {
      super(messageId);
      this.visit = visit;
      this.result = result;
    }

    @Override
    public void onDimseRSP(Association association, Attributes command, Attributes data) {
      super.onDimseRSP(association, command, data);
      AssociationInfo info = visit.info().orElseThrow();
      int status = Replies.read(command).status();
      if (status == DimseStatus.SUCCESS) {
        handler.ifPresent(h -> h.told(info, result.transactionUID()));
      } else {
        log.warn(
            "{}: the result of storage commitment was answered {}",
            info.id(),
            DimseStatus.text(status));
      }
    }
  }
}
