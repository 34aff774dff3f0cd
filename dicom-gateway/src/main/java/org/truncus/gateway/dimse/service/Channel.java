package org.truncus.gateway.dimse.service;

import java.io.IOException;
import java.net.Socket;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.tls.TlsIdentity;

/**
 * A connected socket, and the one to speak through: itself, or TLS above it. Closing TLS may wait
 * for a write that is stuck; closing the connected socket never does.
 *
 * @param connected to the peer
 * @param speaking the same, or a TLS socket above it
 */
public record Channel(Socket connected, Socket speaking) {

  /** A connection that was accepted on a plain port, or on one with TLS. */
  public static Channel accepted(Socket socket, Optional<TlsIdentity> tls) throws IOException {
    return new Channel(socket, tls.isPresent() ? tls.get().serve(socket) : socket);
  }

  /** A connection of ours to a peer. */
  public static Channel calling(Socket socket, PeerAddress peer, Optional<TlsIdentity> tls)
      throws IOException {
    return new Channel(socket, peer.tls() ? tls.orElseThrow().call(socket, peer.host()) : socket);
  }

  /**
   * Shakes hands where TLS is spoken, else does nothing.
   *
   * @param limit for the whole handshake
   */
  public void secure(Duration limit, Watchdog watchdog) throws IOException {
    if (speaking instanceof SSLSocket tls) {
      ScheduledFuture<?> alarm = watchdog.closeAfter(limit, connected);
      try {
        tls.startHandshake();
      } finally {
        alarm.cancel(false);
      }
    }
  }

  /** The name in the peer's certificate, where it has shown one. */
  public Optional<String> tlsSubject() {
    if (speaking instanceof SSLSocket tls) {
      try {
        return Optional.of(tls.getSession().getPeerPrincipal()).map(Principal::getName);
      } catch (SSLPeerUnverifiedException e) {
        return Optional.empty(); // it showed no certificate
      }
    }
    return Optional.empty();
  }

  /** Ends TLS in order where that takes no longer than the limit, then the connection. */
  public void close(Watchdog watchdog, Duration limit) throws IOException {
    if (speaking == connected || connected.isClosed()) {
      connected.close();
      return;
    }
    Optional<ScheduledFuture<?>> alarm = watchdog.tryCloseAfter(limit, connected);
    try {
      if (alarm.isPresent()) {
        speaking.close();
      }
    } finally {
      alarm.ifPresent(a -> a.cancel(false));
      connected.close();
    }
  }
}
