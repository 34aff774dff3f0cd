package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.pdu.ContextResult;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.RoleSelection;
import org.truncus.gateway.dimse.service.AcceptedContext;
import org.truncus.gateway.dimse.service.AssociationException;
import org.truncus.gateway.dimse.service.Caller;
import org.truncus.gateway.dimse.service.Channel;
import org.truncus.gateway.dimse.service.Dialler;
import org.truncus.gateway.dimse.service.OutgoingAssociation;
import org.truncus.gateway.dimse.service.Watchdog;

/** Opens associations to one peer. */
final class Requestor implements Caller {

  private static final long MAX_RESPONSE_BYTES = 1 << 20;

  private final PeerAddress peer;
  private final String callingAet;
  private final CallOptions calls;
  private final Timeouts timeouts;
  private final Watchdog watchdog;

  Requestor(PeerAddress peer, String callingAet, CallOptions calls, Watchdog watchdog) {
    this.peer = peer;
    this.callingAet = callingAet;
    this.calls = calls;
    this.timeouts = calls.timeouts();
    this.watchdog = watchdog;
  }

  @Override
  public OutgoingAssociation open(List<ProposedContext> contexts, List<RoleSelection> roles)
      throws AssociationException {
    Connection connection = connect();
    try {
      connection.write(
          new Pdu.AssociateRq(
              1,
              peer.aeTitle(),
              callingAet,
              Pdu.APPLICATION_CONTEXT,
              contexts,
              Implementation.user(calls.maxPduLength()).withAnswers(Optional.empty(), roles)));
      return opened(connection, contexts, answer(connection));
    } catch (PduException e) {
      connection.abort(new Pdu.Abort(Pdu.Abort.PROVIDER, e.reason()));
      throw new AssociationException(
          FailureKind.PERMANENT,
          peer + " doesn't answer as a DICOM peer: " + e.getMessage() + "; check host and port",
          e);
    } catch (IOException e) {
      connection.close();
      throw new AssociationException(
          FailureKind.TRANSIENT, peer + " doesn't accept an association: " + e.getMessage(), e);
    } catch (AssociationException e) {
      connection.abort(new Pdu.Abort(Pdu.Abort.USER, 0));
      throw e;
    }
  }

  private Connection connect() throws AssociationException {
    Channel channel = Dialler.dial(peer, calls, watchdog);
    try {
      return new Connection(channel, watchdog, calls.maxPduLength(), timeouts.dimse());
    } catch (IOException e) {
      throw new AssociationException(
          FailureKind.TRANSIENT, "no connection to %s: %s".formatted(peer, e.getMessage()), e);
    }
  }

  private Pdu.AssociateAc answer(Connection connection) throws IOException, AssociationException {
    Pdu answer = connection.read(timeouts.request(), timeouts.request());
    if (answer instanceof Pdu.AssociateAc ac) {
      return ac;
    } else if (answer instanceof Pdu.AssociateRj rj) {
      throw AssociationException.rejected(peer, callingAet, rj.reject());
    } else if (answer instanceof Pdu.Abort abort) {
      throw new AssociationException(
          FailureKind.TRANSIENT, peer + ": " + PdvInput.aborted(abort) + " on request", null);
    }
    throw new PduException(
        PduException.UNEXPECTED_PDU, answer.name() + " as answer to an A-ASSOCIATE-RQ");
  }

  private OutgoingAssociation opened(
      Connection connection, List<ProposedContext> contexts, Pdu.AssociateAc ac)
      throws AssociationException {
    Map<Integer, ContextResult> results =
        ac.contexts().stream()
            .collect(Collectors.toMap(ContextResult::id, Function.identity(), (a, b) -> a));
    List<AcceptedContext> accepted = new ArrayList<>();
    for (ProposedContext context : contexts) {
      ContextResult result = results.get(context.id());
      if (result != null
          && result.accepted()
          && context.transferSyntaxes().contains(result.transferSyntax())) {
        accepted.add(
            new AcceptedContext(context.id(), context.abstractSyntax(), result.transferSyntax()));
      }
    }
    long peerLength = ac.user().maxLength();
    if (peerLength != 0 && peerLength < PdvOutput.SMALLEST_PDU) {
      throw new AssociationException(
          FailureKind.PERMANENT, peer + " takes PDUs of " + peerLength + " bytes only", null);
    }
    AssociationInfo info =
        new AssociationInfo(
            "to " + peer,
            callingAet,
            peer.aeTitle(),
            connection.remoteAddress(),
            connection.tlsSubject());
    return new OpenAssociation(
        new Association(connection, info, accepted, peerLength, timeouts, MAX_RESPONSE_BYTES),
        contexts,
        results,
        ac.user().roles());
  }
}
