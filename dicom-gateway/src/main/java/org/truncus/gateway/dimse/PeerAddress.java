package org.truncus.gateway.dimse;

import org.truncus.problem.UsageException;

/**
 * Where a peer listens.
 *
 * @param aeTitle its called AE title
 * @param host name or address; an IPv6 address without brackets
 * @param port 1..65535
 * @param tls whether it is called with TLS
 */
public record PeerAddress(String aeTitle, String host, int port, boolean tls) {

  private static final String TLS = "/tls";

  /** Checks title and port. */
  public PeerAddress {
    aeTitle = AeTitle.check(aeTitle);
    if (host.isBlank()) {
      throw new UsageException("the peer " + aeTitle + " has no host; write AET@HOST:PORT");
    }
    if (port < 1 || port > 65535) {
      throw new UsageException(
          "the peer %s has port %d, expected 1..65535".formatted(aeTitle, port));
    }
  }

  /** Without TLS. */
  public PeerAddress(String aeTitle, String host, int port) {
    this(aeTitle, host, port, false);
  }

  /** The same peer, called with TLS. */
  public PeerAddress withTls() {
    return new PeerAddress(aeTitle, host, port, true);
  }

  /**
   * Reads {@code AET@HOST:PORT}, or {@code AET@HOST:PORT/tls} for one that is called with TLS; an
   * IPv6 address stands in brackets.
   *
   * @throws UsageException where the text is something else
   */
  public static PeerAddress parse(String text) {
    if (text.endsWith(TLS)) {
      return parse(text.substring(0, text.length() - TLS.length())).withTls();
    }
    int at = text.lastIndexOf('@');
    int colon = text.lastIndexOf(':');
    if (at < 1 || colon < at + 2 || colon == text.length() - 1) {
      throw malformed(text);
    }
    String host = text.substring(at + 1, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      return new PeerAddress(
          text.substring(0, at), host, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new UsageException(malformed(text).getMessage(), e);
    }
  }

  private static UsageException malformed(String text) {
    return new UsageException(
        "'%s' is not a DICOM peer; write AET@HOST:PORT, such as PACS@10.0.0.5:104, or with TLS PACS@10.0.0.5:2762/tls"
            .formatted(text));
  }

  @Override
  public String toString() {
    return aeTitle
        + "@"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port
        + (tls ? TLS : "");
  }
}
