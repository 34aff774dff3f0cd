package org.truncus.gateway.dimse.dcm4che;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;

/** The end of a connection. */
final class Ending {

  private static final int MOST_BYTES = 1 << 20;

  private Ending() {}

  /**
   * Ends our side, then waits a moment for the peer to end its own: closing at once with input
   * unread would reset the connection and could take our last PDU with it.
   */
  static void linger(Socket socket, Duration limit) {
    if (socket.isClosed()) {
      return;
    }
    try {
      socket.shutdownOutput();
      socket.setSoTimeout(Settings.millis(limit));
      InputStream in = socket.getInputStream();
      byte[] scratch = new byte[8192];
      int left = MOST_BYTES;
      long end = System.nanoTime() + limit.toNanos();
      for (int n = 0; n >= 0 && left > 0 && System.nanoTime() < end; left -= n) {
        n = in.read(scratch);
      }
    } catch (IOException e) {
      // it didn't end in time, or it is gone: either way the connection is closed now
    }
  }
}
