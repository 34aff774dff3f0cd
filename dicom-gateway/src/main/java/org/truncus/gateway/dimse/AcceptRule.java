package org.truncus.gateway.dimse;

import java.net.InetAddress;

/**
 * One line of the allow list: a calling AE title and where it may come from. Written {@code AET},
 * {@code AET@IP} or {@code AET@IP/BITS}; the title {@code *} stands for any, and {@code *} alone
 * accepts everybody.
 *
 * @param callingAet the title, or {@code *}
 * @param network from where
 */
public record AcceptRule(String callingAet, Network network) {

  /** Stands for any calling AE title. */
  public static final String ANY_TITLE = "*";

  /** Checks the title. */
  public AcceptRule {
    callingAet = AeTitle.check(callingAet);
  }

  /**
   * Reads one rule.
   *
   * @throws org.truncus.problem.UsageException where the text isn't a rule
   */
  public static AcceptRule parse(String text) {
    int at = text.lastIndexOf('@');
    return at < 0
        ? new AcceptRule(text, Network.ANY)
        : new AcceptRule(text.substring(0, at), Network.parse(text.substring(at + 1)));
  }

  /** Whether the rule lets this caller in. */
  public boolean accepts(String aet, InetAddress address) {
    return (callingAet.equals(ANY_TITLE) || callingAet.equals(aet)) && network.contains(address);
  }

  @Override
  public String toString() {
    return network.equals(Network.ANY) ? callingAet : callingAet + "@" + network;
  }
}
