package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket's input with one deadline over many reads, so that a peer which sends a byte now and
 * then can't keep a connection for ever.
 */
final class DeadlineInput extends InputStream {

  private final Socket socket;
  private final InputStream in;
  private long deadline;

  DeadlineInput(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.deadline = System.nanoTime();
  }

  /** Reads that aren't done within this time from now fail. */
  void expireIn(Duration duration) {
    deadline = System.nanoTime() + duration.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
    if (millis <= 0) {
      throw new SocketTimeoutException("deadline passed");
    }
    socket.setSoTimeout((int) millis);
    return in.read(bytes, offset, length);
  }
}
