package org.truncus.gateway.dimse.service;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Named threads that don't keep the JVM alive. */
public final class Threads {

  private Threads() {}

  /** Threads of that name and a number. */
  public static ThreadFactory daemons(String name) {
    AtomicLong count = new AtomicLong();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
