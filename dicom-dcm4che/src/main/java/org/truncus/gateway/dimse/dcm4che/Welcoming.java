package org.truncus.gateway.dimse.dcm4che;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.AssociationHandler;
import org.dcm4che3.net.pdu.AAbort;
import org.dcm4che3.net.pdu.AAssociateAC;
import org.dcm4che3.net.pdu.AAssociateRJ;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.pdu.ContextResult;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.RoleSelection;
import org.truncus.gateway.dimse.service.Admission;
import org.truncus.gateway.dimse.service.ContextNegotiation;

/** Answers requests for an association by our rules instead of dcm4che's. */
final class Welcoming extends AssociationHandler {

  private static final Logger log = LoggerFactory.getLogger(Welcoming.class);
  private static final int SMALLEST_PDU = 8;

  private final ListenOptions options;
  private final Admission admission;
  private final ContextNegotiation negotiation;
  private final Map<Socket, Visit> visits;

  Welcoming(
      ListenOptions options,
      Admission admission,
      ContextNegotiation negotiation,
      Map<Socket, Visit> visits) {
    this.options = options;
    this.admission = admission;
    this.negotiation = negotiation;
    this.visits = visits;
  }

  @Override
  protected AAssociateAC negotiate(Association association, AAssociateRQ request)
      throws IOException {
    Visit visit = visits.get(association.getSocket());
    int length = request.getMaxPDULength();
    if (length > 0 && length < SMALLEST_PDU) {
      throw new AAbort(AAbort.UL_SERIVE_PROVIDER, AAbort.INVALID_PDU_PARAMETER_VALUE);
    }
    // 2 GiB and more are negative there and would break the sending; fragments are even.
    request.setMaxPDULength(length < 0 ? 0 : length & ~1);
    Admission.Judgement judgement =
        admission.judge(
            new Admission.Request(
                request.getProtocolVersion(),
                Optional.ofNullable(request.getApplicationContext()).orElse(""),
                Optional.ofNullable(request.getCallingAET()).orElse(""),
                Optional.ofNullable(request.getCalledAET()).orElse(""),
                visit.channel().connected().getInetAddress(),
                visit.channel().tlsSubject(),
                request.getPresentationContexts().stream()
                    .map(PresentationContext::getAbstractSyntax)
                    .toList()));
    visit.judged();
    if (judgement.reject().isPresent()) {
      AssociationReject reject = judgement.reject().get();
      throw new AAssociateRJ(reject.result(), reject.source(), reject.reason());
    }
    visit.accepted(association, judgement.info());
    AAssociateAC answer = answer(request);
    log.info(
        "{}: association of '{}' at {} to '{}', {} contexts",
        judgement.info().id(),
        judgement.info().callingAet(),
        judgement.info().remoteAddress(),
        judgement.info().calledAet(),
        answer.getNumberOfPresentationContexts());
    visit.rests(options.timeouts().idle().plus(Dcm4cheListener.BACKSTOP));
    return answer;
  }

  /** The listener notices the end itself. */
  @Override
  protected void onClose(Association association) {}

  /** One operation at a time; neither extended negotiation nor a user identity is answered. */
  private AAssociateAC answer(AAssociateRQ request) {
    AAssociateAC answer = new AAssociateAC();
    answer.setCalledAET(request.getCalledAET());
    answer.setCallingAET(request.getCallingAET());
    answer.setImplClassUID(UID.TruncusImplementationClass);
    answer.setImplVersionName(DicomWriter.IMPLEMENTATION_VERSION_NAME);
    answer.setMaxPDULength(options.maxPduLength());
    for (PresentationContext context : request.getPresentationContexts()) {
      ContextResult result =
          negotiation.answer(
              new ProposedContext(
                  context.getPCID(),
                  Optional.ofNullable(context.getAbstractSyntax()).orElse(""),
                  List.of(context.getTransferSyntaxes())));
      answer.addPresentationContext(
          new PresentationContext(result.id(), result.result(), result.transferSyntax()));
    }
    request.getRoleSelections().stream()
        .map(role -> new RoleSelection(role.getSOPClassUID(), role.isSCU(), role.isSCP()))
        .flatMap(role -> negotiation.answer(role).stream())
        .forEach(
            role ->
                answer.addRoleSelection(
                    new org.dcm4che3.net.pdu.RoleSelection(
                        role.sopClassUID(), role.scu(), role.scp())));
    return answer;
  }
}
