package org.truncus.gateway.dimse.builtin;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AssociationLostException;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduEncoder;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.pdu.PduReader;
import org.truncus.gateway.dimse.service.Channel;
import org.truncus.gateway.dimse.service.Watchdog;

/**
 * A socket that speaks in PDUs, with a time limit on every read and write. One thread reads; any
 * thread may abort. Its creator closes it.
 */
final class Connection implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);
  private static final Duration LINGER = Duration.ofMillis(500);
  private static final int LINGER_BYTES = 1 << 20;

  private final Channel channel;
  private final Socket socket;
  private final Watchdog watchdog;
  private final Duration writeLimit;
  private final DeadlineInput deadline;
  private final InputStream in;
  private final PduReader reader;
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * Wraps a connected channel and owns it.
   *
   * @param maxDataLength the longest P-DATA-TF to take, in bytes
   * @param writeLimit for one PDU to leave
   */
  Connection(Channel channel, Watchdog watchdog, int maxDataLength, Duration writeLimit)
      throws IOException {
    this.channel = channel;
    this.socket = channel.speaking();
    this.watchdog = watchdog;
    this.writeLimit = writeLimit;
    socket.setTcpNoDelay(true);
    deadline = new DeadlineInput(socket);
    in = new BufferedInputStream(deadline, 1 << 16);
    reader = new PduReader(in, maxDataLength);
  }

  /** The peer's IP address, without a name look-up. */
  String remoteAddress() {
    return address().getHostAddress();
  }

  InetAddress address() {
    return channel.connected().getInetAddress();
  }

  /**
   * Shakes hands where TLS is spoken, else does nothing.
   *
   * @param limit for the whole handshake
   * @throws SSLException where the peer can't prove who it is, or speaks something else
   */
  void secure(Duration limit) throws IOException {
    channel.secure(limit, watchdog);
  }

  /** The name in the peer's certificate, where it has shown one. */
  Optional<String> tlsSubject() {
    return channel.tlsSubject();
  }

  /**
   * The next PDU.
   *
   * @param start the time within which it has to begin
   * @param rest the time it may take from its first byte to its last
   * @throws PduException where the bytes are no PDU
   * @throws AssociationLostException where the stream ends or the time is over
   */
  Pdu read(Duration start, Duration rest) throws IOException {
    Duration waiting = start;
    try {
      deadline.expireIn(start);
      int first = in.read();
      if (first < 0) {
        throw new AssociationLostException("the peer closed the connection");
      }
      waiting = rest;
      deadline.expireIn(rest);
      return reader.read(first);
    } catch (SocketTimeoutException e) {
      throw new AssociationLostException(
          "nothing complete came from the peer within " + waiting.toMillis() + " ms", e);
    } catch (PduException | AssociationLostException e) {
      throw e;
    } catch (EOFException e) {
      throw new AssociationLostException("the peer closed the connection inside of a PDU", e);
    } catch (IOException e) {
      throw new AssociationLostException("the connection broke: " + e.getMessage(), e);
    }
  }

  /**
   * Whether a byte, or the end of the stream, comes within that time; it stays to be read.
   *
   * @throws AssociationLostException where the connection breaks
   */
  boolean waits(Duration limit) throws AssociationLostException {
    in.mark(1);
    try {
      deadline.expireIn(limit);
      in.read();
      in.reset();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      throw new AssociationLostException("the connection broke: " + e.getMessage(), e);
    }
  }

  /** Sends the PDU, or closes the connection where that takes longer than the limit. */
  void write(Pdu pdu) throws AssociationLostException {
    byte[] bytes = PduEncoder.encode(pdu);
    writing.lock();
    try {
      send(bytes, writeLimit);
    } catch (IOException e) {
      throw new AssociationLostException(
          "the peer doesn't take our " + pdu.name() + ": " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }

  /** Tries to send an A-ABORT and ends the connection. Safe from any thread. */
  void abort(Pdu.Abort abort) {
    try {
      if (writing.tryLock(LINGER.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          send(PduEncoder.encode(abort), LINGER);
        } finally {
          writing.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.debug("no A-ABORT to {}: {}", remoteAddress(), e.toString());
    }
    close();
  }

  /**
   * Ends our side, then waits a moment for the peer to end its own: closing at once with input
   * unread would reset the connection and could take our last PDU with it.
   */
  void finish() {
    try {
      socket.shutdownOutput();
      deadline.expireIn(LINGER);
      int left = LINGER_BYTES;
      byte[] scratch = new byte[8192];
      int n = 0;
      while (left > 0 && n >= 0) {
        n = in.read(scratch);
        left -= n;
      }
    } catch (IOException e) {
      log.trace("{} didn't close in time: {}", remoteAddress(), e.toString());
    }
    close();
  }

  @Override
  public void close() {
    try {
      channel.close(watchdog, LINGER);
    } catch (IOException e) {
      log.debug("closing the connection to {} failed: {}", remoteAddress(), e.toString());
    }
  }

  private void send(byte[] bytes, Duration limit) throws IOException {
    ScheduledFuture<?> alarm = watchdog.closeAfter(limit, channel.connected());
    try {
      socket.getOutputStream().write(bytes);
    } finally {
      alarm.cancel(false);
    }
  }
}
