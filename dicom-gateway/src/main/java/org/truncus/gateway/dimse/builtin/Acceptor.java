package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.pdu.AsyncWindow;
import org.truncus.gateway.dimse.pdu.ContextResult;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.RoleSelection;
import org.truncus.gateway.dimse.pdu.UserInformation;
import org.truncus.gateway.dimse.service.AcceptedContext;
import org.truncus.gateway.dimse.service.Admission;
import org.truncus.gateway.dimse.service.AssociationRegistry;
import org.truncus.gateway.dimse.service.ContextNegotiation;

/** Answers association requests: who may call, what is spoken, how many at a time. */
final class Acceptor {

  private static final Logger log = LoggerFactory.getLogger(Acceptor.class);

  private final ListenOptions options;
  private final ContextNegotiation negotiation;
  private final AssociationRegistry registry;
  private final Admission admission;

  Acceptor(ListenOptions options, AssociationRegistry registry, boolean commitment) {
    this.options = options;
    this.negotiation = new ContextNegotiation(options, commitment);
    this.registry = registry;
    this.admission = new Admission(options, registry);
  }

  /**
   * Waits for the request and answers it.
   *
   * @return the association, which counts in the registry; empty where it was rejected
   */
  Optional<Association> accept(Connection connection) throws IOException {
    connection.secure(options.timeouts().request());
    Pdu first = connection.read(options.timeouts().request(), options.timeouts().request());
    if (!(first instanceof Pdu.AssociateRq rq)) {
      throw new PduException(
          PduException.UNEXPECTED_PDU, first.name() + " before any A-ASSOCIATE-RQ");
    }
    Admission.Judgement judgement =
        admission.judge(
            new Admission.Request(
                rq.protocolVersion(),
                rq.applicationContext(),
                rq.callingAet(),
                rq.calledAet(),
                connection.address(),
                connection.tlsSubject(),
                rq.contexts().stream().map(ProposedContext::abstractSyntax).toList()));
    if (judgement.reject().isPresent()) {
      connection.write(new Pdu.AssociateRj(judgement.reject().get()));
      connection.finish();
      return Optional.empty();
    }
    try {
      return Optional.of(establish(connection, rq, judgement.info()));
    } catch (IOException | RuntimeException e) {
      registry.remove(judgement.info());
      throw e;
    }
  }

  private Association establish(Connection connection, Pdu.AssociateRq rq, AssociationInfo info)
      throws IOException {
    long peerLength = rq.user().maxLength();
    if (peerLength != 0 && peerLength < PdvOutput.SMALLEST_PDU) {
      throw new PduException(
          PduException.INVALID_PARAMETER, "the peer takes PDUs of " + peerLength + " bytes");
    }
    List<ContextResult> results = rq.contexts().stream().map(negotiation::answer).toList();
    connection.write(
        new Pdu.AssociateAc(
            1, rq.calledAet(), rq.callingAet(), Pdu.APPLICATION_CONTEXT, results, user(rq.user())));
    List<AcceptedContext> accepted =
        IntStream.range(0, results.size())
            .filter(i -> results.get(i).accepted())
            .mapToObj(
                i ->
                    new AcceptedContext(
                        results.get(i).id(),
                        rq.contexts().get(i).abstractSyntax(),
                        results.get(i).transferSyntax()))
            .toList();
    log.info(
        "{}: association of '{}' at {} to '{}', {} of {} contexts accepted",
        info.id(),
        info.callingAet(),
        info.remoteAddress(),
        info.calledAet(),
        accepted.size(),
        results.size());
    return new Association(
        connection, info, accepted, peerLength, options.timeouts(), options.maxObjectBytes());
  }

  /**
   * One operation at a time. No class of ours has extended negotiation, and a user identity is let
   * pass without an answer: who may call is a matter of titles, addresses and certificates.
   */
  private UserInformation user(UserInformation theirs) {
    List<RoleSelection> roles =
        theirs.roles().stream().flatMap(role -> negotiation.answer(role).stream()).toList();
    return Implementation.user(options.maxPduLength())
        .withAnswers(theirs.asyncWindow().map(window -> AsyncWindow.SYNCHRONOUS), roles);
  }
}
