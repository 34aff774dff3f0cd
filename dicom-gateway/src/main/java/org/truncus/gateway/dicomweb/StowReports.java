package org.truncus.gateway.dicomweb;

import java.util.Optional;
import java.util.OptionalInt;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.service.InstanceReports;
import org.truncus.gateway.dimse.service.Part10Head;

/** Makes the reports that C-STORE makes out of the answers of STOW-RS. */
final class StowReports {

  private StowReports() {}

  static InstanceReport unreadable(OutgoingInstance instance, FailureKind kind, String message) {
    return new InstanceReport(instance, "", "", OptionalInt.empty(), message, Optional.of(kind));
  }

  static InstanceReport of(OutgoingInstance instance, Part10Head head, StowReply reply) {
    if (reply.failure().isPresent()) {
      return report(instance, head, OptionalInt.empty(), reply.message(), reply.failure());
    }
    OptionalInt said = reply.result().status(head.sopInstanceUID());
    if (said.isPresent() && said.getAsInt() != DimseStatus.SUCCESS) {
      Optional<FailureKind> kind = InstanceReports.kind(said.getAsInt());
      String message =
          "the service answered HTTP %d, failure reason %s"
              .formatted(reply.code(), DimseStatus.text(said.getAsInt()));
      return report(instance, head, said, message, kind);
    }
    // No proof of delivery: 409, 202 in words that aren't understood, and a list without this
    // instance. Orthanc answers 200 with an empty list where it passes over what it was sent.
    boolean unproven =
        said.isEmpty()
            && (reply.code() == 409
                || reply.result().lists()
                || (reply.code() == 202 && !reply.result().understood()));
    return unproven
        ? report(
            instance,
            head,
            OptionalInt.empty(),
            "the service answered HTTP " + reply.code() + " and nothing of this instance",
            Optional.of(FailureKind.TRANSIENT))
        : report(instance, head, OptionalInt.of(DimseStatus.SUCCESS), "", Optional.empty());
  }

  private static InstanceReport report(
      OutgoingInstance instance,
      Part10Head head,
      OptionalInt status,
      String message,
      Optional<FailureKind> failure) {
    return new InstanceReport(
        instance, head.sopClassUID(), head.sopInstanceUID(), status, message, failure);
  }
}
