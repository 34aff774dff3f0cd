package org.truncus.gateway.dimse.pdu;

import java.util.List;

/**
 * A presentation context as the requestor proposes it (PS3.8 §9.3.2.2).
 *
 * @param id odd, 1..255
 * @param abstractSyntax a SOP class UID
 * @param transferSyntaxes at least one
 */
public record ProposedContext(int id, String abstractSyntax, List<String> transferSyntaxes) {

  /** The most contexts an association can have: the odd numbers below 256. */
  public static final int MOST = 128;

  /** Copies the list. */
  public ProposedContext {
    transferSyntaxes = List.copyOf(transferSyntaxes);
  }
}
