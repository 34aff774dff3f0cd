package org.truncus.gateway.dimse.dcm4che;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.truncus.gateway.dimse.service.Channel;
import org.truncus.gateway.dimse.service.Watchdog;

/** Closes a connection on which nothing moves for too long. For one thread. */
final class Pace implements AutoCloseable {

  private final Watchdog watchdog;
  private final Channel channel;
  private ScheduledFuture<?> alarm;

  /** Begins with that patience. */
  Pace(Watchdog watchdog, Channel channel, Duration patience) {
    this.watchdog = watchdog;
    this.channel = channel;
    alarm = watchdog.closeAfter(patience, channel.connected());
  }

  /** Something moved: the time begins anew. */
  void moved(Duration patience) {
    alarm.cancel(false);
    alarm = watchdog.closeAfter(patience, channel.connected());
  }

  /** Nothing is waited for any more. */
  @Override
  public void close() {
    alarm.cancel(false);
  }
}
