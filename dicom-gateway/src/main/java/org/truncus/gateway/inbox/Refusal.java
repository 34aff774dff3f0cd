package org.truncus.gateway.inbox;

import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.StoreResponse;

/**
 * Why an instance isn't taken, and the status that says so (PS3.4 table B.2-1; for HTTP, PS3.18
 * annex I).
 */
public enum Refusal {
  UNPARSABLE(DimseStatus.CANNOT_UNDERSTAND, "data set can't be parsed", true),
  ILLEGAL_UID(
      DimseStatus.CANNOT_UNDERSTAND,
      "a Study, Series or SOP Instance UID is missing or illegal",
      true),
  MISMATCH(
      DimseStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
      "SOP class or instance UID of data set and command differ",
      false),
  TOO_LARGE(DimseStatus.OUT_OF_RESOURCES, "data set is larger than this gateway takes", false),
  DISK_LOW(DimseStatus.OUT_OF_RESOURCES, "out of disk space", false),
  QUEUE_FULL(DimseStatus.OUT_OF_RESOURCES, "too many studies wait, send again later", false),
  STORE_FAILED(DimseStatus.OUT_OF_RESOURCES, "the instance can't be stored now", false),
  // What an association refuses before an instance comes.
  SOP_CLASS(DimseStatus.SOP_CLASS_NOT_SUPPORTED, "SOP class isn't taken here", false),
  TRANSFER_SYNTAX(
      DimseStatus.TRANSFER_SYNTAX_NOT_SUPPORTED, "transfer syntax isn't taken here", false),
  OTHER_STUDY(
      DimseStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
      "the instance is of another study than the address",
      false);

  private final int status;
  private final String comment;
  private final boolean keepsHead;

  Refusal(int status, String comment, boolean keepsHead) {
    this.status = status;
    this.comment = comment;
    this.keepsHead = keepsHead;
  }

  /** For the sender. */
  public StoreResponse response() {
    return new StoreResponse(status, comment);
  }

  /** Whether only HTTP can meet it. */
  public boolean isOfHttp() {
    return this == SOP_CLASS || this == TRANSFER_SYNTAX || this == OTHER_STUDY;
  }

  /** Whether the same instance may be taken later. */
  public boolean mayPass() {
    return this == DISK_LOW || this == QUEUE_FULL || this == STORE_FAILED;
  }

  /** Whether the beginning of the data set is kept for whoever looks into it. */
  boolean keepsHead() {
    return keepsHead;
  }
}
