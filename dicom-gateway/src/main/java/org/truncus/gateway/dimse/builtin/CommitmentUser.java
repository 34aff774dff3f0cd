package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.CommitmentReport;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.StorageSyntaxes;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.RoleSelection;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/** Storage commitment over an association that we open: asking as user, telling as provider. */
final class CommitmentUser {

  private static final String CLASS = ContextNegotiation.COMMITMENT;
  private static final List<ProposedContext> CONTEXTS =
      List.of(
          new ProposedContext(
              1,
              CLASS,
              List.of(
                  StorageSyntaxes.EXPLICIT_VR_LITTLE_ENDIAN,
                  StorageSyntaxes.IMPLICIT_VR_LITTLE_ENDIAN)));

  private final PeerAddress peer;
  private final Requestor requestor;

  CommitmentUser(PeerAddress peer, Requestor requestor) {
    this.peer = peer;
    this.requestor = requestor;
  }

  /** What is done over the association once it is open. */
  private interface Exchange {
    CommitmentReport over(Association association, AcceptedContext context) throws IOException;
  }

  CommitmentReport ask(CommitmentRequest request, Duration wait) {
    return exchange(
        List.of(),
        (association, context) -> {
          association.send(
              context,
              Command.commitmentRequest(1),
              CommitmentCodec.encode(request, context.transferSyntax()));
          int status = association.response(1).status();
          Optional<CommitmentResult> result =
              status == 0 ? await(association, wait) : Optional.empty();
          return new CommitmentReport(peer, OptionalInt.of(status), result, Optional.empty());
        });
  }

  CommitmentReport tell(CommitmentResult result) {
    return exchange(
        List.of(new RoleSelection(CLASS, false, true)),
        (association, context) -> {
          association.send(
              context,
              Command.commitmentEvent(1, result.eventTypeID()),
              CommitmentCodec.encode(result, context.transferSyntax()));
          int status = association.response(1).status();
          return new CommitmentReport(
              peer, OptionalInt.of(status), Optional.empty(), Optional.empty());
        });
  }

  private CommitmentReport exchange(List<RoleSelection> roles, Exchange exchange) {
    Association association;
    Optional<AcceptedContext> context;
    try {
      Requestor.Opened opened = requestor.open(CONTEXTS, roles);
      association = opened.association();
      context = association.contexts().stream().findFirst();
      if (context.isEmpty() || refusesRole(roles, opened.roles())) {
        release(association);
        return failed(
            FailureKind.PERMANENT,
            peer + " accepts associations but not storage commitment in this role");
      }
    } catch (AssociationException e) {
      return failed(e.failure());
    }
    try {
      CommitmentReport report = exchange.over(association, context.get());
      release(association);
      return report;
    } catch (IOException e) {
      association.abort(e);
      return failed(
          FailureKind.TRANSIENT,
          "the association with %s broke: %s".formatted(peer, e.getMessage()));
    }
  }

  /** An answer that denies the role counts; no answer doesn't, since many peers give none. */
  private static boolean refusesRole(List<RoleSelection> asked, List<RoleSelection> answered) {
    return !asked.isEmpty()
        && answered.stream().anyMatch(role -> role.sopClassUID().equals(CLASS) && !role.scp());
  }

  /** The result, where the peer tells it on this association within that time. */
  private Optional<CommitmentResult> await(Association association, Duration wait)
      throws IOException {
    if (wait.isZero() || !association.waits(wait)) {
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

  /** The answer is there already, so a failed release changes nothing. */
  private static void release(Association association) {
    try {
      association.release();
    } catch (IOException e) {
      association.abort(e);
    }
  }

  private CommitmentReport failed(FailureKind kind, String message) {
    return failed(new AssociationFailure(kind, message, Optional.empty()));
  }

  private CommitmentReport failed(AssociationFailure failure) {
    return new CommitmentReport(peer, OptionalInt.empty(), Optional.empty(), Optional.of(failure));
  }
}
