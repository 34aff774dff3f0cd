package org.truncus.gateway.dimse.service;

import java.util.Optional;
import java.util.OptionalInt;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.StoreResponse;

/** Makes reports of answers and failures, and says which failures a later attempt may mend. */
public final class InstanceReports {

  private InstanceReports() {}

  /** The peer answered. */
  static InstanceReport answered(
      OutgoingInstance instance, Part10Head head, StoreResponse response) {
    int status = response.status();
    String comment = response.errorComment();
    Optional<FailureKind> failure = kind(status);
    String message = comment;
    if (failure.isPresent()) {
      message = "the peer answered " + DimseStatus.text(status);
      message += comment.isEmpty() ? "" : ": " + comment;
    }
    return new InstanceReport(
        instance,
        head.sopClassUID(),
        head.sopInstanceUID(),
        OptionalInt.of(status),
        message,
        failure);
  }

  /** Nothing was answered. */
  static InstanceReport unsent(
      OutgoingInstance instance, Part10Head head, FailureKind kind, String message) {
    return new InstanceReport(
        instance,
        head.sopClassUID(),
        head.sopInstanceUID(),
        OptionalInt.empty(),
        message,
        Optional.of(kind));
  }

  /** The file couldn't be read before anything was sent. */
  static InstanceReport unreadable(OutgoingInstance instance, FailureKind kind, String message) {
    return new InstanceReport(instance, "", "", OptionalInt.empty(), message, Optional.of(kind));
  }

  /**
   * Empty where the peer has the instance. Refusals of what is sent (SOP class, contents,
   * permission) stay so; lack of resources, processing failures and what nobody knows may pass.
   */
  public static Optional<FailureKind> kind(int status) {
    if (DimseStatus.isDelivered(status) || status == DimseStatus.DUPLICATE_SOP_INSTANCE) {
      return Optional.empty();
    }
    int group = status & 0xFF00;
    boolean permanent =
        (status & 0xF000) == 0xC000
            || group == 0xA900
            || group == 0x0200
            || (group == 0x0100 && status != DimseStatus.PROCESSING_FAILURE);
    return Optional.of(permanent ? FailureKind.PERMANENT : FailureKind.TRANSIENT);
  }
}
