package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.pdu.ContextResult;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.RoleSelection;
import org.truncus.gateway.dimse.service.AcceptedContext;
import org.truncus.gateway.dimse.service.CommitmentCodec;
import org.truncus.gateway.dimse.service.OutgoingAssociation;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/** An association of ours, the contexts proposed, and the peer's answers: by id, and on roles. */
final class OpenAssociation implements OutgoingAssociation {

  private static final int MESSAGE_IDS = 0xFFFF;

  private final Association association;
  private final List<ProposedContext> proposed;
  private final Map<Integer, ContextResult> results;
  private final List<RoleSelection> roles;
  private int messageId;

  OpenAssociation(
      Association association,
      List<ProposedContext> proposed,
      Map<Integer, ContextResult> results,
      List<RoleSelection> roles) {
    this.association = association;
    this.proposed = proposed;
    this.results = results;
    this.roles = roles;
  }

  @Override
  public List<AcceptedContext> contexts() {
    return List.copyOf(association.contexts());
  }

  @Override
  public String refusal(String sopClassUID) {
    return proposed.stream()
        .filter(context -> context.abstractSyntax().equals(sopClassUID))
        .map(context -> results.get(context.id()))
        .filter(result -> result != null && !result.accepted())
        .map(ContextResult::text)
        .findFirst()
        .orElse("no answer");
  }

  @Override
  public List<RoleSelection> roles() {
    return roles;
  }

  @Override
  public StoreResponse echo(AcceptedContext context) throws IOException {
    association.send(context, Command.echoRequest(next()));
    return answer();
  }

  @Override
  public StoreResponse store(AcceptedContext context, String sopInstanceUID, InputStream dataSet)
      throws IOException {
    association.send(
        context, Command.storeRequest(next(), context.abstractSyntax(), sopInstanceUID), dataSet);
    return answer();
  }

  @Override
  public StoreResponse askCommitment(AcceptedContext context, InputStream dataSet)
      throws IOException {
    association.send(context, Command.commitmentRequest(next()), dataSet);
    return answer();
  }

  @Override
  public StoreResponse tellCommitment(AcceptedContext context, int eventTypeID, InputStream dataSet)
      throws IOException {
    association.send(context, Command.commitmentEvent(next(), eventTypeID), dataSet);
    return answer();
  }

  @Override
  public Optional<CommitmentResult> awaitCommitment(Duration wait) throws IOException {
    if (!association.waits(wait)) {
      return Optional.empty();
    }
    Optional<Message> message = association.receive(association.patience());
    if (message.isEmpty() || message.get().command().field() != CommandField.N_EVENT_REPORT_RQ) {
      throw new PduException(
          PduException.UNEXPECTED_PDU, "something else than the result of storage commitment");
    }
    if (message.get().data().isEmpty()) {
      throw new PduException(PduException.NOT_SPECIFIED, "an N-EVENT-REPORT without data set");
    }
    try {
      CommitmentResult result =
          CommitmentCodec.result(
              message.get().data().get().readNBytes(CommitmentCodec.MOST_BYTES),
              message.get().context().transferSyntax());
      association.send(
          message.get().context(), message.get().command().response(StoreResponse.success()));
      return Optional.of(result);
    } catch (InvalidInputException | UnsupportedInputException e) {
      throw new PduException(
          PduException.NOT_SPECIFIED, "the result of storage commitment can't be read");
    }
  }

  @Override
  public void release() throws IOException {
    association.release();
  }

  @Override
  public void abort(IOException why) {
    association.abort(why);
  }

  private int next() {
    messageId = messageId % MESSAGE_IDS + 1;
    return messageId;
  }

  private StoreResponse answer() throws IOException {
    Command response = association.response(messageId);
    return new StoreResponse(response.status() & 0xFFFF, response.errorComment());
  }
}
