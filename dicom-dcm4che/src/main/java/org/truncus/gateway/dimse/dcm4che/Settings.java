package org.truncus.gateway.dimse.dcm4che;

import java.time.Duration;
import org.dcm4che3.net.Connection;
import org.truncus.gateway.dimse.Timeouts;

/** Our settings in dcm4che's words. */
final class Settings {

  /** How long a connection stays open for the peer to read our last PDU. */
  private static final int CLOSE_DELAY_MILLIS = 200;

  private static final int ABORT_MILLIS = 500;

  /** The longest PDU we send; longer ones bring nothing more. */
  private static final int LONGEST_SENT = 131_072;

  private Settings() {}

  /**
   * Applies them. There is no limit on the time a message takes to send, since that grows with its
   * size: the parts of a message have a limit each, which is our own.
   */
  static void apply(Connection connection, Timeouts timeouts, int maxPduLength) {
    connection.setTcpNoDelay(true);
    connection.setReceivePDULength(maxPduLength);
    connection.setSendPDULength(LONGEST_SENT);
    connection.setMaxOpsInvoked(1);
    connection.setMaxOpsPerformed(1);
    connection.setPackPDV(false);
    connection.setRequestTimeout(millis(timeouts.request()));
    connection.setAcceptTimeout(millis(timeouts.request()));
    connection.setReleaseTimeout(millis(timeouts.release()));
    connection.setResponseTimeout(millis(timeouts.dimse()));
    connection.setSendTimeout(0);
    connection.setStoreTimeout(0);
    connection.setAbortTimeout(ABORT_MILLIS);
    connection.setSocketCloseDelay(CLOSE_DELAY_MILLIS);
  }

  static int millis(Duration duration) {
    return (int) Math.max(1, duration.toMillis());
  }
}
