package org.truncus.gateway.deliver;

import java.time.Duration;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.work.Backoff;
import org.truncus.gateway.work.Failures;

/**
 * What follows an attempt: a refusal for good is tried {@code permanentTries} times and then held;
 * a passing failure is tried with growing waits until {@code giveUp} has gone by.
 *
 * @param backoff the waits
 * @param giveUp how long a destination may be away: hospital archives close for nights and weekends
 * @param permanentTries refusals for good before the row is held
 */
public record DeliveryRule(Backoff backoff, Duration giveUp, int permanentTries) {

  Attempt after(OutboxRow row, InstanceReport report, long now) {
    String status =
        report.status().isPresent() ? DimseStatus.text(report.status().getAsInt()) : null;
    String message = report.message().isEmpty() ? null : Failures.cut(report.message());
    if (report.delivered()) {
      return new Attempt(OutboxState.DELIVERED, now, false, status, message, true);
    }
    boolean permanent = report.failure().orElseThrow() == FailureKind.PERMANENT;
    OutboxState state = OutboxState.PENDING;
    if (permanent && row.permanentFailures() + 1 >= permanentTries) {
      state = OutboxState.HELD;
    } else if (now - row.queuedAt() >= giveUp.toMillis()) {
      state = OutboxState.DEAD;
    }
    long next = now + backoff.after(row.attempts()).toMillis();
    return new Attempt(state, next, permanent, status, message, true);
  }

  /** The association broke before the object's turn: it is sent at the next opportunity. */
  static Attempt notReached(OutboxRow row, InstanceReport report, long now) {
    return new Attempt(
        OutboxState.PENDING, now, false, row.lastStatus(), Failures.cut(report.message()), false);
  }
}
