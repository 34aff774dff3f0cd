package org.truncus.gateway.dicomweb;

import java.util.Optional;
import org.truncus.gateway.dimse.FailureKind;

/**
 * What a request to a STOW-RS service came to.
 *
 * @param code the HTTP status; 0 where there was no answer
 * @param result what was said of each instance
 * @param failure of the request as a whole; what its instances came to stands in the result
 * @param message of that failure
 */
record StowReply(int code, StowResult result, Optional<FailureKind> failure, String message) {

  static final StowReply NOTHING_SENT = new StowReply(0, StowResult.EMPTY, Optional.empty(), "");

  static StowReply failed(FailureKind kind, String message) {
    return new StowReply(0, StowResult.EMPTY, Optional.of(kind), message);
  }

  /** 200, 202 and 409 speak of instances; the rest of the request. */
  static StowReply answered(int code, StowResult result) {
    boolean ofInstances = code / 100 == 2 || code == 409;
    return new StowReply(
        code,
        result,
        ofInstances ? Optional.empty() : Optional.of(kind(code)),
        ofInstances ? "" : "the service answered HTTP " + code + hint(code));
  }

  private static FailureKind kind(int code) {
    boolean passing = code == 408 || code == 425 || code == 429 || code >= 500;
    return passing && code != 501 && code != 505 ? FailureKind.TRANSIENT : FailureKind.PERMANENT;
  }

  private static String hint(int code) {
    return switch (code) {
      case 301, 302, 303, 307, 308 -> ": it is elsewhere; give that address";
      case 401, 403 -> ": check the credentials";
      case 404 -> ": check the address, which ends before /studies";
      case 415 -> ": it takes no application/dicom";
      default -> "";
    };
  }
}
