package org.truncus.gateway.dimse.service;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes sockets whose writes take too long: a blocking socket has no write timeout of its own. Its
 * creator closes it.
 */
public final class Watchdog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private final ScheduledThreadPoolExecutor executor;

  /** With a thread of that name. */
  public Watchdog(String name) {
    executor = new ScheduledThreadPoolExecutor(1, Threads.daemons(name + "-watchdog"));
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Closes the socket after that time, unless the returned task is cancelled before. */
  public ScheduledFuture<?> closeAfter(Duration duration, Socket socket) {
    return executor.schedule(() -> close(socket), duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** As above; empty where the watchdog is closed already. */
  public Optional<ScheduledFuture<?>> tryCloseAfter(Duration duration, Socket socket) {
    try {
      return Optional.of(closeAfter(duration, socket));
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("closing a stuck socket failed: {}", e.toString());
    }
  }
}
