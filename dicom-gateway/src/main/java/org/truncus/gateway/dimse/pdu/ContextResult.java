package org.truncus.gateway.dimse.pdu;

/**
 * The acceptor's answer to a presentation context (PS3.8 §9.3.3.2).
 *
 * @param id of the proposed context
 * @param result one of the constants
 * @param transferSyntax the one chosen; without meaning unless accepted
 */
public record ContextResult(int id, int result, String transferSyntax) {

  public static final int ACCEPTANCE = 0;
  public static final int USER_REJECTION = 1;
  public static final int NO_REASON = 2;
  public static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
  public static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;

  /** Whether messages may use the context. */
  public boolean accepted() {
    return result == ACCEPTANCE;
  }

  /** The result in words, for messages. */
  public String text() {
    return switch (result) {
      case ACCEPTANCE -> "accepted";
      case USER_REJECTION -> "user rejection";
      case NO_REASON -> "no reason given";
      case ABSTRACT_SYNTAX_NOT_SUPPORTED -> "abstract syntax not supported";
      case TRANSFER_SYNTAXES_NOT_SUPPORTED -> "transfer syntaxes not supported";
      default -> "unknown result " + result;
    };
  }
}
