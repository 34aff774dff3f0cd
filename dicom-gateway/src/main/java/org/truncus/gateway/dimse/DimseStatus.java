package org.truncus.gateway.dimse;

/** Status codes of DIMSE responses (PS3.7 annex C, PS3.4 table B.2-1). */
public final class DimseStatus {

  public static final int SUCCESS = 0x0000;
  public static final int PROCESSING_FAILURE = 0x0110;
  public static final int DUPLICATE_SOP_INSTANCE = 0x0111;
  public static final int NO_SUCH_SOP_INSTANCE = 0x0112;
  public static final int INVALID_ARGUMENT_VALUE = 0x0115;
  public static final int CLASS_INSTANCE_CONFLICT = 0x0119;
  public static final int NO_SUCH_ACTION = 0x0123;
  public static final int RESOURCE_LIMITATION = 0x0213;
  public static final int SOP_CLASS_NOT_SUPPORTED = 0x0122;
  public static final int NOT_AUTHORISED = 0x0124;
  public static final int UNRECOGNISED_OPERATION = 0x0211;
  public static final int MISTYPED_ARGUMENT = 0x0212;
  public static final int OUT_OF_RESOURCES = 0xA700;
  public static final int DATA_SET_DOES_NOT_MATCH_SOP_CLASS = 0xA900;
  public static final int CANNOT_UNDERSTAND = 0xC000;

  /** Of STOW-RS alone (PS3.18 annex I). */
  public static final int TRANSFER_SYNTAX_NOT_SUPPORTED = 0xC122;

  private DimseStatus() {}

  /** Whether the instance is at the peer: 0000, or one of the warnings Bxxx, 0001, 0107, 0116. */
  public static boolean isDelivered(int status) {
    return status == SUCCESS
        || (status & 0xF000) == 0xB000
        || status == 0x0001
        || status == 0x0107
        || status == 0x0116;
  }

  /** Four hexadecimal digits: {@code A700}. */
  public static String text(int status) {
    return String.format("%04X", status);
  }
}
