package org.truncus.gateway.dimse.service;

import java.time.Duration;

/**
 * How fast a message comes. Each part of it has its time; the message as a whole may not be slower
 * than {@value #SLOWEST} bytes a second, or a peer that sends a byte now and then would keep its
 * association for months. For one thread.
 */
public final class MessagePace {

  /** Bytes a second, once the time of one part is over. */
  public static final int SLOWEST = 1024;

  private final long graceNanos;
  private long waitedNanos;
  private long bytes;

  /**
   * Of a message that has come to nothing yet.
   *
   * @param grace the time of one part
   */
  public MessagePace(Duration grace) {
    this.graceNanos = grace.toNanos();
  }

  /** A new message begins. */
  public void restart() {
    waitedNanos = 0;
    bytes = 0;
  }

  /**
   * Counts a part; false where the message is too slow.
   *
   * @param nanos spent waiting for the peer, not on what became of its bytes
   * @param length of the part in bytes
   */
  public boolean keeps(long nanos, int length) {
    waitedNanos += nanos;
    bytes += length;
    return waitedNanos <= graceNanos + bytes * 1_000_000_000L / SLOWEST;
  }

  /** For people, what was wrong. */
  public String complaint() {
    return "a message slower than " + SLOWEST + " bytes a second: " + bytes + " bytes so far";
  }
}
