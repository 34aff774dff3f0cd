package org.truncus.gateway.dimse.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.Limits;
import org.truncus.dicom.TransferSyntax;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/** C-STORE as user, over one association: as stored where the peer takes that, else rewritten. */
final class StoreUser {

  private final OutgoingAssociation association;

  StoreUser(OutgoingAssociation association) {
    this.association = association;
  }

  /**
   * Sends one instance and waits for the answer.
   *
   * @throws IOException where the association is of no more use
   */
  InstanceReport store(OutgoingInstance instance, Part10Head head) throws IOException {
    Optional<AcceptedContext> context = context(head, head.transferSyntaxUID());
    if (context.isPresent()) {
      try (InputStream data = open(head)) {
        return exchange(instance, head, context.get(), data);
      }
    }
    if (ContextPlan.isRewritable(head.transferSyntaxUID())) {
      context = contexts(head).filter(c -> ContextPlan.isRewritable(c.transferSyntax())).findAny();
    }
    if (context.isEmpty()) {
      return InstanceReports.unsent(instance, head, FailureKind.PERMANENT, refusal(head));
    }
    InputStream rewritten;
    try {
      rewritten = rewrite(head, context.get().transferSyntax());
    } catch (InvalidInputException | UnsupportedInputException e) {
      return InstanceReports.unsent(
          instance,
          head,
          FailureKind.PERMANENT,
          "the peer takes the SOP class in another transfer syntax only, and the file can't be"
              + " rewritten");
    }
    return exchange(instance, head, context.get(), rewritten);
  }

  private InstanceReport exchange(
      OutgoingInstance instance, Part10Head head, AcceptedContext context, InputStream data)
      throws IOException {
    return InstanceReports.answered(
        instance, head, association.store(context, head.sopInstanceUID(), data));
  }

  private Optional<AcceptedContext> context(Part10Head head, String syntax) {
    return contexts(head).filter(c -> c.transferSyntax().equals(syntax)).findFirst();
  }

  private Stream<AcceptedContext> contexts(Part10Head head) {
    return association.contexts().stream()
        .filter(c -> c.abstractSyntax().equals(head.sopClassUID()));
  }

  private String refusal(Part10Head head) {
    return "the peer accepts no presentation context for SOP class %s in transfer syntax %s (%s)"
        .formatted(
            head.sopClassUID(), head.transferSyntaxUID(), association.refusal(head.sopClassUID()));
  }

  private static InputStream open(Part10Head head) throws SourceException {
    try {
      return head.openDataSet();
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }

  private static InputStream rewrite(Part10Head head, String syntax) throws SourceException {
    try (InputStream in = head.openDataSet()) {
      DataSet dataSet =
          DicomReader.readDataSet(in, syntax(head.transferSyntaxUID()), Limits.standard());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      DicomWriter.writeDataSet(out, dataSet, syntax(syntax));
      return new ByteArrayInputStream(out.toByteArray());
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }

  private static TransferSyntax syntax(String uid) {
    return TransferSyntax.of(uid).orElseThrow();
  }
}
