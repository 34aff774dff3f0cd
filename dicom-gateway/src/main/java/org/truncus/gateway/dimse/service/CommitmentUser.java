package org.truncus.gateway.dimse.service;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.CommitmentReport;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.StorageSyntaxes;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.RoleSelection;

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
  private final Caller caller;

  CommitmentUser(PeerAddress peer, Caller caller) {
    this.peer = peer;
    this.caller = caller;
  }

  /** What is done over the association once it is open. */
  private interface Exchange {
    CommitmentReport over(OutgoingAssociation association, AcceptedContext context)
        throws IOException;
  }

  CommitmentReport ask(CommitmentRequest request, Duration wait) {
    return exchange(
        List.of(),
        (association, context) -> {
          int status =
              association
                  .askCommitment(context, CommitmentCodec.encode(request, context.transferSyntax()))
                  .status();
          Optional<CommitmentResult> result =
              status == DimseStatus.SUCCESS && !wait.isZero()
                  ? association.awaitCommitment(wait)
                  : Optional.empty();
          return new CommitmentReport(peer, OptionalInt.of(status), result, Optional.empty());
        });
  }

  CommitmentReport tell(CommitmentResult result) {
    return exchange(
        List.of(new RoleSelection(CLASS, false, true)),
        (association, context) -> {
          int status =
              association
                  .tellCommitment(
                      context,
                      result.eventTypeID(),
                      CommitmentCodec.encode(result, context.transferSyntax()))
                  .status();
          return new CommitmentReport(
              peer, OptionalInt.of(status), Optional.empty(), Optional.empty());
        });
  }

  private CommitmentReport exchange(List<RoleSelection> roles, Exchange exchange) {
    OutgoingAssociation association;
    Optional<AcceptedContext> context;
    try {
      association = caller.open(CONTEXTS, roles);
      context = association.contexts().stream().findFirst();
      if (context.isEmpty() || refusesRole(roles, association.roles())) {
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

  /** The answer is there already, so a failed release changes nothing. */
  private static void release(OutgoingAssociation association) {
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
