package org.truncus.gateway.dimse;

/**
 * The answer to a C-STORE.
 *
 * @param status PS3.4 table B.2-1; see {@link DimseStatus}
 * @param errorComment for the sender's log, without patient data; cut to 64 characters; empty for
 *     none
 */
public record StoreResponse(int status, String errorComment) {

  /** The longest ErrorComment (0000,0902) of value representation LO. */
  public static final int MAX_COMMENT = 64;

  /** Cuts the comment to what an LO can hold and replaces characters an LO can't. */
  public StoreResponse {
    if (status < 0 || status > 0xFFFF) {
      throw new IllegalArgumentException("status " + status + ", expected 0..65535");
    }
    String clean = printable(errorComment);
    errorComment = clean.substring(0, Math.min(MAX_COMMENT, clean.length())).trim();
  }

  /** 0000 without a comment. */
  public static StoreResponse success() {
    return new StoreResponse(DimseStatus.SUCCESS, "");
  }

  /**
   * The text with everything but printable ASCII, and the backslash, replaced: for logs as well.
   */
  public static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x5B\\x5D-\\x7E]", "?");
  }
}
