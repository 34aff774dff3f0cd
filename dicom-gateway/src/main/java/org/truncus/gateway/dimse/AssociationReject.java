package org.truncus.gateway.dimse;

/**
 * The fields of an A-ASSOCIATE-RJ (PS3.8 §9.3.4).
 *
 * @param result 1 permanent, 2 transient
 * @param source 1 service user, 2 service provider (ACSE), 3 service provider (presentation)
 * @param reason depends on the source
 */
public record AssociationReject(int result, int source, int reason) {

  public static final AssociationReject CALLING_AET_NOT_RECOGNISED = new AssociationReject(1, 1, 3);
  public static final AssociationReject CALLED_AET_NOT_RECOGNISED = new AssociationReject(1, 1, 7);
  public static final AssociationReject APPLICATION_CONTEXT_NOT_SUPPORTED =
      new AssociationReject(1, 1, 2);
  public static final AssociationReject PROTOCOL_VERSION_NOT_SUPPORTED =
      new AssociationReject(1, 2, 2);
  public static final AssociationReject TEMPORARY_CONGESTION = new AssociationReject(2, 3, 1);
  public static final AssociationReject LOCAL_LIMIT_EXCEEDED = new AssociationReject(2, 3, 2);

  /** Such as {@code 1/1/7 (rejected permanently: called AE title not recognised)}. */
  public String text() {
    return "%d/%d/%d (rejected %s: %s)"
        .formatted(
            result, source, reason, result == 2 ? "transiently" : "permanently", reasonText());
  }

  /** 1/…: permanent; 2/…: transient. */
  public FailureKind kind() {
    return result == 2 ? FailureKind.TRANSIENT : FailureKind.PERMANENT;
  }

  private String reasonText() {
    return switch (source * 16 + reason) {
      case 0x11, 0x21 -> "no reason given";
      case 0x12 -> "application context name not supported";
      case 0x13 -> "calling AE title not recognised";
      case 0x17 -> "called AE title not recognised";
      case 0x22 -> "protocol version not supported";
      case 0x31 -> "temporary congestion";
      case 0x32 -> "local limit exceeded";
      default -> "reserved reason";
    };
  }
}
