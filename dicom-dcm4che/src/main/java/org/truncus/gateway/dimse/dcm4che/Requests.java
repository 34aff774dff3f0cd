package org.truncus.gateway.dimse.dcm4che;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Dimse;
import org.dcm4che3.net.DimseRQHandler;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.pdu.PresentationContext;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.service.AcceptedContext;
import org.truncus.gateway.dimse.service.CommitmentMessage;
import org.truncus.gateway.dimse.service.CommitmentProvider;
import org.truncus.gateway.dimse.service.MessageData;
import org.truncus.gateway.dimse.service.StoreProvider;
import org.truncus.gateway.dimse.service.Watchdog;

/** Serves the requests of peers, each in the thread that reads its association. */
final class Requests implements DimseRQHandler {

  private final ListenOptions options;
  private final StoreProvider stores;
  private final Optional<CommitmentHandler> commitments;
  private final Telling telling;
  private final Watchdog watchdog;
  private final Map<Socket, Visit> visits;

  Requests(
      ListenOptions options,
      StoreHandler stores,
      Optional<CommitmentHandler> commitments,
      Telling telling,
      Watchdog watchdog,
      Map<Socket, Visit> visits) {
    this.options = options;
    this.stores = new StoreProvider(stores);
    this.commitments = commitments;
    this.telling = telling;
    this.watchdog = watchdog;
    this.visits = visits;
  }

  /** A request as it came. */
  private record Request(
      Visit visit,
      AssociationInfo info,
      Association association,
      PresentationContext context,
      Dimse dimse,
      Attributes command,
      Optional<MessageData> data) {

    String abstractSyntax() {
      return association.getAbstractSyntax(context.getPCID());
    }

    CommitmentMessage commitment(int sopClass, int sopInstance, int type) {
      return new CommitmentMessage(
          new AcceptedContext(context.getPCID(), abstractSyntax(), context.getTransferSyntax()),
          command.getString(sopClass, ""),
          command.getString(sopInstance, ""),
          command.getInt(type, -1),
          data);
    }
  }

  @Override
  public void onDimseRQ(
      Association association,
      PresentationContext context,
      Dimse dimse,
      Attributes command,
      PDVInputStream data)
      throws IOException {
    Visit visit = visits.get(association.getSocket());
    visit.works();
    Request request =
        new Request(
            visit,
            visit.info().orElseThrow(),
            association,
            context,
            dimse,
            command,
            Optional.ofNullable(data)
                .map(
                    in ->
                        new IncomingData(
                            in,
                            options.maxObjectBytes(),
                            options.timeouts().dimse(),
                            watchdog,
                            visit.channel())));
    serve(request);
    visit.rests(options.timeouts().idle().plus(Dcm4cheListener.BACKSTOP));
  }

  @Override
  public void onClose(Association association) {}

  private void serve(Request request) throws IOException {
    switch (request.dimse()) {
      case C_ECHO_RQ -> reply(request, StoreResponse.success());
      case C_STORE_RQ -> reply(request, store(request));
      case N_ACTION_RQ -> {
        if (commitments.isPresent()) {
          requested(request, commitments.get());
        } else {
          refuse(request);
        }
      }
      case N_EVENT_REPORT_RQ -> {
        if (commitments.isPresent()) {
          reported(request, commitments.get());
        } else {
          refuse(request);
        }
      }
      default -> refuse(request);
    }
  }

  private StoreResponse store(Request request) throws IOException {
    return stores.store(
        new StoreRequest(
            request.info(),
            request.command().getString(Tag.AffectedSOPClassUID, ""),
            request.command().getString(Tag.AffectedSOPInstanceUID, ""),
            request.context().getTransferSyntax()),
        request.abstractSyntax(),
        request.data());
  }

  private void requested(Request request, CommitmentHandler handler) throws IOException {
    CommitmentProvider.Answer answer =
        new CommitmentProvider(handler)
            .requested(
                request.info(),
                request.commitment(
                    Tag.RequestedSOPClassUID, Tag.RequestedSOPInstanceUID, Tag.ActionTypeID));
    reply(request, answer.response());
    if (answer.response().status() == DimseStatus.SUCCESS) {
      handler
          .result(request.info(), answer.transactionUID().orElseThrow())
          .ifPresent(result -> telling.later(request.visit(), request.context(), result));
    }
  }

  private void reported(Request request, CommitmentHandler handler) throws IOException {
    reply(
        request,
        new CommitmentProvider(handler)
            .reported(
                request.info(),
                request.commitment(
                    Tag.AffectedSOPClassUID, Tag.AffectedSOPInstanceUID, Tag.EventTypeID))
            .response());
  }

  private void refuse(Request request) throws IOException {
    reply(
        request,
        new StoreResponse(DimseStatus.UNRECOGNISED_OPERATION, "this operation isn't provided"));
  }

  /** Takes what is left of the data set, then answers; a peer that doesn't read loses both. */
  private void reply(Request request, StoreResponse response) throws IOException {
    if (request.data().isPresent()) {
      request.data().get().skipRest();
    }
    ScheduledFuture<?> alarm =
        watchdog.closeAfter(options.timeouts().dimse(), request.visit().channel().connected());
    try {
      request
          .association()
          .writeDimseRSP(
              request.context(), Replies.to(request.dimse(), request.command(), response));
    } finally {
      alarm.cancel(false);
    }
  }
}
