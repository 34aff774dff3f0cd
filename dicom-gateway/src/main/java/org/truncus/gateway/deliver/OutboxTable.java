package org.truncus.gateway.deliver;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.truncus.gateway.work.Lease;

/** The outbox. A worker claims a row by compare-and-set, as runs are claimed. */
public final class OutboxTable {

  private static final String SELECT =
      "select o.id, r.study_uid, r.revision, r.model, r.sr_uid, r.sha256, o.destination, o.state,"
          + " o.attempts, o.permanent_failures, o.next_at, o.queued_at, o.last_status,"
          + " o.last_error, o.delivered_at, (select a.state from commitment_asked a where"
          + " a.outbox_id = o.id order by a.asked_at desc limit 1) as commitment from outbox o join"
          + " result r on r.id = o.result_id ";

  private final Clock clock;
  private final Lease lease;

  /** Claims under the given lease. */
  public OutboxTable(Clock clock, Lease lease) {
    this.clock = clock;
    this.lease = lease;
  }

  /** Queues a result for a destination. */
  public void add(Handle handle, long resultId, String destination) {
    handle
        .createUpdate(
            "insert into outbox (result_id, destination, state, attempts, permanent_failures,"
                + " next_at, queued_at) values (:result, :destination, 'PENDING', 0, 0, :now,"
                + " :now)")
        .bind("result", resultId)
        .bind("destination", destination)
        .bind("now", clock.millis())
        .execute();
  }

  /** Takes the longest waiting row of a destination, if any; it is SENDING and counted then. */
  public Optional<OutboxRow> claim(Handle handle, String destination) {
    long now = clock.millis();
    Optional<OutboxRow> next =
        handle
            .createQuery(
                SELECT
                    + "where o.destination = :destination and o.state = 'PENDING'"
                    + " and o.next_at <= :now order by o.next_at, o.id limit 1")
            .bind("destination", destination)
            .bind("now", now)
            .map(ConstructorMapper.of(OutboxRow.class))
            .findOne();
    if (next.isEmpty()) {
      return next;
    }
    int changed =
        handle
            .createUpdate(
                "update outbox set state = 'SENDING', attempts = attempts + 1,"
                    + " lease_owner = :owner, lease_until = :until"
                    + " where id = :id and state = 'PENDING' and attempts = :attempts")
            .bind("owner", lease.owner())
            .bind("until", now + lease.length().toMillis())
            .bind("id", next.get().id())
            .bind("attempts", next.get().attempts())
            .execute();
    return changed == 1 ? find(handle, next.get().id()) : Optional.empty();
  }

  /** Writes down how an attempt ended. */
  public void settle(Handle handle, OutboxRow row, Attempt attempt) {
    handle
        .createUpdate(
            "update outbox set state = :state, next_at = :next,"
                + " permanent_failures = permanent_failures + :permanent, last_status = :status,"
                + " last_error = :error, delivered_at = :delivered, lease_owner = null,"
                + " lease_until = null where id = :id")
        .bind("state", attempt.state())
        .bind("next", attempt.nextAt())
        .bind("permanent", attempt.permanent() ? 1 : 0)
        .bind("status", attempt.status())
        .bind("error", attempt.error())
        .bind(
            "delivered",
            attempt.state() == OutboxState.DELIVERED ? Long.valueOf(clock.millis()) : null)
        .bind("id", row.id())
        .execute();
  }

  /** Puts back what nobody sends any more: ours from before a restart, or leases run out. */
  public int release(Handle handle, boolean atStart) {
    return handle
        .createUpdate(
            "update outbox set state = 'PENDING', next_at = :now, lease_owner = null,"
                + " lease_until = null where state = 'SENDING' and (lease_until < :now"
                + " or (:start and lease_owner = :owner))")
        .bind("now", clock.millis())
        .bind("start", atStart)
        .bind("owner", lease.owner())
        .execute();
  }

  /** What waits for other destinations than these, so that no worker would ever send it. */
  public List<OutboxRow> unlisted(Handle handle, Collection<String> destinations) {
    return handle
        .createQuery("select distinct destination from outbox where state = 'PENDING'")
        .mapTo(String.class)
        .list()
        .stream()
        .filter(destination -> !destinations.contains(destination))
        .flatMap(destination -> waitingFor(handle, destination).stream())
        .toList();
  }

  /** Holds a waiting row back for a person. */
  public void hold(Handle handle, OutboxRow row, String why) {
    handle
        .createUpdate(
            "update outbox set state = 'HELD', last_error = :why where id = :id and state ="
                + " 'PENDING'")
        .bind("why", why)
        .bind("id", row.id())
        .execute();
  }

  /** Queues a delivery anew that the destination took and didn't keep. */
  public void sendAgain(Handle handle, long id) {
    handle
        .createUpdate(
            "update outbox set state = 'PENDING', next_at = :now, queued_at = :now, attempts = 0,"
                + " permanent_failures = 0 where id = :id and state = 'DELIVERED'")
        .bind("now", clock.millis())
        .bind("id", id)
        .execute();
  }

  /** Queues a study's parked deliveries anew. */
  public int retry(Handle handle, String studyUid) {
    return handle
        .createUpdate(
            "update outbox set state = 'PENDING', next_at = :now, queued_at = :now, attempts = 0,"
                + " permanent_failures = 0 where state in ('HELD', 'DEAD') and result_id in"
                + " (select id from result where study_uid = :uid)")
        .bind("now", clock.millis())
        .bind("uid", studyUid)
        .execute();
  }

  /** A study's deliveries, the oldest first. */
  public List<OutboxRow> ofStudy(Handle handle, String studyUid) {
    return handle
        .createQuery(SELECT + "where r.study_uid = :uid order by o.id")
        .bind("uid", studyUid)
        .map(ConstructorMapper.of(OutboxRow.class))
        .list();
  }

  /** The parked deliveries, the newest first. */
  public List<OutboxRow> parked(Handle handle, int limit) {
    return handle
        .createQuery(SELECT + "where o.state in ('HELD', 'DEAD') order by o.id desc limit :limit")
        .bind("limit", limit)
        .map(ConstructorMapper.of(OutboxRow.class))
        .list();
  }

  /** The number of deliveries that wait or are under way. */
  public long waiting(Handle handle) {
    return handle
        .createQuery("select count(*) from outbox where state in ('PENDING', 'SENDING')")
        .mapTo(Long.class)
        .one();
  }

  private static List<OutboxRow> waitingFor(Handle handle, String destination) {
    return handle
        .createQuery(SELECT + "where o.destination = :destination and o.state = 'PENDING'")
        .bind("destination", destination)
        .map(ConstructorMapper.of(OutboxRow.class))
        .list();
  }

  private static Optional<OutboxRow> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "where o.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(OutboxRow.class))
        .findOne();
  }
}
