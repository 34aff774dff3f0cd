package org.truncus.gateway.dimse.service;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.EchoReport;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.StorageSyntaxes;
import org.truncus.gateway.dimse.pdu.ProposedContext;

/** C-ECHO over an association of its own. */
final class EchoUser {

  private static final List<ProposedContext> VERIFICATION =
      List.of(
          new ProposedContext(
              1,
              ContextNegotiation.VERIFICATION,
              List.of(StorageSyntaxes.IMPLICIT_VR_LITTLE_ENDIAN)));

  private final PeerAddress peer;

  EchoUser(PeerAddress peer) {
    this.peer = peer;
  }

  EchoReport echo(Caller caller) {
    try {
      return echo(caller.open(VERIFICATION));
    } catch (AssociationException e) {
      return failed(e.failure());
    }
  }

  private EchoReport echo(OutgoingAssociation association) {
    try {
      Optional<AcceptedContext> context = association.contexts().stream().findFirst();
      if (context.isEmpty()) {
        association.release();
        return failed(
            FailureKind.PERMANENT,
            peer + " accepts associations but not the Verification SOP class");
      }
      long start = System.nanoTime();
      int status = association.echo(context.get()).status();
      Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
      association.release();
      return new EchoReport(peer, OptionalInt.of(status), roundTrip, Optional.empty());
    } catch (IOException e) {
      association.abort(e);
      return failed(
          FailureKind.TRANSIENT,
          "the association with %s broke: %s".formatted(peer, e.getMessage()));
    }
  }

  private EchoReport failed(FailureKind kind, String message) {
    return failed(AssociationFailure.ended(kind, message));
  }

  private EchoReport failed(AssociationFailure failure) {
    return new EchoReport(peer, OptionalInt.empty(), Duration.ZERO, Optional.of(failure));
  }
}
