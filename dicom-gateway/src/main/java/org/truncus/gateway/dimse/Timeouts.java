package org.truncus.gateway.dimse;

import java.time.Duration;

/**
 * How long to wait for a peer. All are positive.
 *
 * @param connect for the TCP connection
 * @param request for a complete A-ASSOCIATE-RQ, its answer, or the end of the connection (ARTIM)
 * @param idle between messages of an established association
 * @param dimse between the parts of one message, and for the response to a request
 * @param release for the answer to an A-RELEASE-RQ
 */
public record Timeouts(
    Duration connect, Duration request, Duration idle, Duration dimse, Duration release) {

  /** Checks that each is positive and at most a day. */
  public Timeouts {
    for (Duration d : new Duration[] {connect, request, idle, dimse, release}) {
      if (d.isNegative() || d.isZero() || d.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("timeout " + d + ", expected above 0 and at most a day");
      }
    }
  }

  /** 10 s connect and request, 60 s idle and message, 5 s release. */
  public static Timeouts standard() {
    return new Timeouts(
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5));
  }
}
