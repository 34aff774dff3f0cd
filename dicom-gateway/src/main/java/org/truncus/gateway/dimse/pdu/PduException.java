package org.truncus.gateway.dimse.pdu;

import java.io.IOException;

/** The peer's bytes are no valid PDU, or not one that may come now. */
public final class PduException extends IOException {

  public static final int NOT_SPECIFIED = 0;
  public static final int UNRECOGNISED_PDU = 1;
  public static final int UNEXPECTED_PDU = 2;
  public static final int UNRECOGNISED_PARAMETER = 4;
  public static final int UNEXPECTED_PARAMETER = 5;
  public static final int INVALID_PARAMETER = 6;

  private static final long serialVersionUID = 1L;

  private final int reason;

  /**
   * Says what was found and what was expected.
   *
   * @param reason the reason field of the A-ABORT that answers it (PS3.8 §9.3.8)
   */
  public PduException(int reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The reason field of the A-ABORT that answers it. */
  public int reason() {
    return reason;
  }
}
