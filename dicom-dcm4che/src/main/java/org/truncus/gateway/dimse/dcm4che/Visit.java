package org.truncus.gateway.dimse.dcm4che;

import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.dcm4che3.net.Association;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.service.Channel;
import org.truncus.gateway.dimse.service.Watchdog;

/**
 * A connection to a listener from its beginning to its end. A backstop closes it where dcm4che's
 * own timeouts can't, because the A-ABORT that they send is stuck.
 */
final class Visit {

  private final Channel channel;
  private final Watchdog watchdog;
  private ScheduledFuture<?> backstop;
  private volatile Association association;
  private volatile AssociationInfo info;
  private boolean judged;
  private Runnable whenAccepted = () -> {};

  Visit(Channel channel, Watchdog watchdog) {
    this.channel = channel;
    this.watchdog = watchdog;
  }

  Channel channel() {
    return channel;
  }

  Socket socket() {
    return channel.speaking();
  }

  /** A request for an association has been judged, whatever came of it. */
  void judged() {
    judged = true;
  }

  boolean isJudged() {
    return judged;
  }

  /** What to do as soon as there is an association. */
  void onceAccepted(Runnable task) {
    whenAccepted = task;
  }

  /** The association has been accepted; it counts in the registry. */
  void accepted(Association accepted, AssociationInfo as) {
    association = accepted;
    info = as;
    whenAccepted.run();
  }

  Optional<AssociationInfo> info() {
    return Optional.ofNullable(info);
  }

  Optional<Association> association() {
    return Optional.ofNullable(association);
  }

  /** Nothing is due from us: the connection is closed unless something comes within that time. */
  synchronized void rests(Duration limit) {
    works();
    backstop = watchdog.closeAfter(limit, channel.connected());
  }

  /** A request is being served. */
  synchronized void works() {
    if (backstop != null) {
      backstop.cancel(false);
      backstop = null;
    }
  }
}
