package org.truncus.gateway.dimse;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.truncus.problem.UsageException;

/**
 * A block of IP addresses (CIDR). Literal addresses only: nothing here asks a name server.
 *
 * @param address the literal address, or {@code *} for every address
 * @param bits the length of the prefix that has to be equal
 */
public record Network(String address, int bits) {

  /** Every address of either family. */
  public static final Network ANY = new Network("*", 0);

  /** Checks address and prefix length. */
  public Network {
    if (!address.equals("*")) {
      int most = 8 * literal(address).length;
      if (bits < 0 || bits > most) {
        throw new UsageException(
            "the network %s/%d has %d prefix bits, expected 0..%d"
                .formatted(address, bits, bits, most));
      }
    }
  }

  /** Reads {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code ::1} or {@code *}. */
  public static Network parse(String text) {
    if (text.equals("*")) {
      return ANY;
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new Network(text, 8 * literal(text).length);
    }
    try {
      return new Network(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new UsageException(malformed(text), e);
    }
  }

  /** Whether the address lies in the block. An IPv4 address is never in an IPv6 block. */
  public boolean contains(InetAddress candidate) {
    if (equals(ANY)) {
      return true;
    }
    byte[] ours = literal(address);
    byte[] theirs = candidate.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return equals(ANY) ? "*" : address + "/" + bits;
  }

  private static byte[] literal(String text) {
    if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      throw new UsageException(malformed(text));
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw new UsageException(malformed(text), e);
    }
  }

  private static String malformed(String text) {
    return "'%s' is not a network; write an IP address or IP/BITS, such as 10.1.0.0/16"
        .formatted(text);
  }
}
