package org.truncus.gateway.dimse.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.Timeouts;

/** Connects to peers. */
public final class Dialler {

  private Dialler() {}

  /**
   * A connection, and TLS on it where the peer is called so. The caller closes it.
   *
   * @param watchdog ends a handshake that takes too long
   */
  public static Channel dial(PeerAddress peer, CallOptions calls, Watchdog watchdog)
      throws AssociationException {
    if (peer.tls() && calls.tls().isEmpty()) {
      throw new AssociationException(
          FailureKind.PERMANENT,
          peer + " is called with TLS, but no authority to trust is set (--tls-ca)",
          null);
    }
    Timeouts timeouts = calls.timeouts();
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(peer.host(), peer.port()), (int) timeouts.connect().toMillis());
      socket.setTcpNoDelay(true);
      Channel channel = Channel.calling(socket, peer, calls.tls());
      channel.secure(timeouts.request(), watchdog);
      return channel;
    } catch (SSLException e) {
      close(socket, e);
      throw new AssociationException(
          FailureKind.TRANSIENT,
          "no TLS with %s: %s; check both certificates and authorities, and that its port speaks TLS"
              .formatted(peer, e.getMessage()),
          e);
    } catch (IOException e) {
      close(socket, e);
      String reason =
          e instanceof UnknownHostException ? "the host name is unknown" : e.getMessage();
      throw new AssociationException(
          FailureKind.TRANSIENT,
          "no connection to %s: %s; check that it runs, its port and the firewall"
              .formatted(peer, reason),
          e);
    }
  }

  private static void close(Socket socket, IOException why) {
    try {
      socket.close();
    } catch (IOException closing) {
      why.addSuppressed(closing);
    }
  }
}
