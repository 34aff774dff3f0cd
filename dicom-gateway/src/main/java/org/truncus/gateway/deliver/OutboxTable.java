package org.truncus.gateway.deliver;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.truncus.gateway.work.Lease;

/**
 * The outbox: a row for each object and destination. Workers of all gateways on the database claim
 * rows as they claim runs; the number of the attempt fences those that lost their lease.
 */
public final class OutboxTable {

  private static final RowMapper<OutboxRow> ROW = ConstructorMapper.of(OutboxRow.class);
  private static final String SELECT =
      "select d.id, r.study_uid, r.revision, r.model, p.kind, p.sop_class_uid, p.sop_instance_uid,"
          + " p.sha256, d.destination, d.state, d.attempts, d.permanent_failures, d.next_at,"
          + " d.queued_at, d.last_status, d.last_error, d.delivered_at, (select q.state from"
          + " commitment_question q where q.delivery_id = d.id order by q.asked_at desc limit 1) as"
          + " commitment from delivery d join output p on p.id = d.output_id join result r on r.id"
          + " = p.result_id ";

  private final Clock clock;
  private final Lease lease;

  /** Claims under the given lease. */
  public OutboxTable(Clock clock, Lease lease) {
    this.clock = clock;
    this.lease = lease;
  }

  /** Queues an object for a destination. */
  public void add(Handle handle, long outputId, String destination) {
    handle
        .createUpdate(
            "insert into delivery (output_id, destination, state, attempts, permanent_failures,"
                + " next_at, queued_at) values (:output, :destination, 'PENDING', 0, 0, :now,"
                + " :now)")
        .bind("output", outputId)
        .bind("destination", destination)
        .bind("now", clock.millis())
        .execute();
  }

  /**
   * Takes the longest waiting rows of a destination; they are SENDING and counted then.
   *
   * @param most at least 1
   */
  public List<OutboxRow> claim(Handle handle, String destination, int most) {
    long now = clock.millis();
    List<Long> next =
        handle
            .createQuery(
                "select id from delivery where destination = :destination and state = 'PENDING'"
                    + " and next_at <= :now order by next_at, id limit :most for update skip"
                    + " locked")
            .bind("destination", destination)
            .bind("now", now)
            .bind("most", most)
            .mapTo(Long.class)
            .list();
    if (next.isEmpty()) {
      return List.of();
    }
    handle
        .createUpdate(
            "update delivery set state = 'SENDING', attempts = attempts + 1, lease_owner = :owner,"
                + " lease_until = :until where id in (<ids>)")
        .bind("owner", lease.owner())
        .bind("until", now + lease.length().toMillis())
        .bindList("ids", next)
        .execute();
    return handle
        .createQuery(SELECT + "where d.id in (<ids>) order by d.id")
        .bindList("ids", next)
        .map(ROW)
        .list();
  }

  /**
   * Writes down how an attempt ended. Returns whether it was still ours: else somebody else has the
   * row now.
   */
  public boolean settle(Handle handle, OutboxRow row, Attempt attempt) {
    boolean ours =
        handle
                .createUpdate(
                    "update delivery set state = :state, next_at = :next, attempts = attempts -"
                        + " :uncounted, permanent_failures = permanent_failures + :permanent,"
                        + " last_status = :status, last_error = :error, delivered_at = :delivered,"
                        + " lease_owner = null, lease_until = null where id = :id and state ="
                        + " 'SENDING' and attempts = :attempts and lease_owner = :owner")
                .bind("owner", lease.owner())
                .bind("uncounted", attempt.counted() ? 0 : 1)
                .bind("state", attempt.state())
                .bind("next", attempt.nextAt())
                .bind("permanent", attempt.permanent() ? 1 : 0)
                .bind("status", attempt.status())
                .bind("error", attempt.error())
                .bind(
                    "delivered",
                    attempt.state() == OutboxState.DELIVERED ? Long.valueOf(clock.millis()) : null)
                .bind("id", row.id())
                .bind("attempts", row.attempts())
                .execute()
            == 1;
    if (ours && attempt.state() != OutboxState.DELIVERED) {
      withdrawWithItsResult(handle, row.id());
    }
    return ours;
  }

  /** A result may be withdrawn while its object is under way. */
  private static void withdrawWithItsResult(Handle handle, long id) {
    handle.execute(
        "update delivery set state = 'WITHDRAWN' where id = ? and state in ('PENDING', 'HELD',"
            + " 'DEAD') and output_id in (select p.id from output p join result r on r.id ="
            + " p.result_id where p.kind <> 'WITHDRAWAL' and r.withdrawn_at is not null)",
        id);
  }

  /** Holds back for good what of an object has not begun to be sent. */
  public void withdraw(Handle handle, long outputId) {
    handle.execute(
        "update delivery set state = 'WITHDRAWN' where output_id = ? and state in ('PENDING',"
            + " 'HELD', 'DEAD')",
        outputId);
  }

  /** The destinations that have an object, or to which it is being sent. */
  public List<String> sentTo(Handle handle, long outputId) {
    return handle
        .createQuery(
            "select destination from delivery where output_id = :output and state in ('SENDING',"
                + " 'DELIVERED')")
        .bind("output", outputId)
        .mapTo(String.class)
        .list();
  }

  /** The rows of a destination that wait since before a time, the oldest first. */
  public List<OutboxRow> waitingSince(Handle handle, String destination, long before, int most) {
    return handle
        .createQuery(
            SELECT
                + "where d.destination = :destination and d.state = 'PENDING' and d.queued_at <="
                + " :before order by d.id limit :most")
        .bind("destination", destination)
        .bind("before", before)
        .bind("most", most)
        .map(ROW)
        .list();
  }

  /** Gives a waiting row up, unless somebody has queued it anew or taken it; returns whether. */
  public boolean giveUp(Handle handle, OutboxRow row, String why) {
    return handle
            .createUpdate(
                "update delivery set state = 'DEAD', last_error = :why where id = :id and state ="
                    + " 'PENDING' and queued_at = :queued and attempts = :attempts")
            .bind("why", why)
            .bind("id", row.id())
            .bind("queued", row.queuedAt())
            .bind("attempts", row.attempts())
            .execute()
        == 1;
  }

  /** Signs of life for what this gateway sends. */
  public void renew(Handle handle) {
    handle.execute(
        "update delivery set lease_until = ? where state = 'SENDING' and lease_owner = ?",
        clock.millis() + lease.length().toMillis(),
        lease.owner());
  }

  /** Puts back what nobody sends any more: ours from before a restart, or leases run out. */
  public int release(Handle handle, boolean atStart) {
    return handle
        .createUpdate(
            "update delivery set state = 'PENDING', next_at = :now, lease_owner = null,"
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
        .createQuery("select distinct destination from delivery where state = 'PENDING'")
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
            "update delivery set state = 'HELD', last_error = :why where id = :id and state ="
                + " 'PENDING'")
        .bind("why", why)
        .bind("id", row.id())
        .execute();
  }

  /** Queues a delivery anew that the destination took and didn't keep. */
  public void sendAgain(Handle handle, long id) {
    handle
        .createUpdate(
            "update delivery set state = 'PENDING', next_at = :now, queued_at = :now, attempts = 0,"
                + " permanent_failures = 0 where id = :id and state = 'DELIVERED'")
        .bind("now", clock.millis())
        .bind("id", id)
        .execute();
  }

  /**
   * The studies that have parked deliveries to a destination.
   *
   * @param destination all where empty
   */
  public List<String> parkedStudies(Handle handle, Optional<String> destination) {
    return handle
        .createQuery(
            "select distinct r.study_uid from delivery d join output p on p.id = d.output_id join"
                + " result r on r.id = p.result_id where d.state in ('HELD', 'DEAD') and"
                + " (cast(:destination as varchar) is null or d.destination = :destination)")
        .bind("destination", destination.orElse(null))
        .mapTo(String.class)
        .list();
  }

  /** Queues a study's parked deliveries to a destination anew. */
  public int retry(Handle handle, String studyUid, String destination) {
    return handle
        .createUpdate(
            "update delivery set state = 'PENDING', next_at = :now, queued_at = :now, attempts = 0,"
                + " permanent_failures = 0 where state in ('HELD', 'DEAD') and destination ="
                + " :destination and output_id in (select p.id from output p join result r on r.id"
                + " = p.result_id where r.study_uid = :uid)")
        .bind("now", clock.millis())
        .bind("uid", studyUid)
        .bind("destination", destination)
        .execute();
  }

  /** Queues a study's parked deliveries anew. */
  public int retry(Handle handle, String studyUid) {
    return handle
        .createUpdate(
            "update delivery set state = 'PENDING', next_at = :now, queued_at = :now, attempts = 0,"
                + " permanent_failures = 0 where state in ('HELD', 'DEAD') and output_id in"
                + " (select p.id from output p join result r on r.id = p.result_id where"
                + " r.study_uid = :uid)")
        .bind("now", clock.millis())
        .bind("uid", studyUid)
        .execute();
  }

  /** A study's deliveries, the oldest first. */
  public List<OutboxRow> ofStudy(Handle handle, String studyUid) {
    return handle
        .createQuery(SELECT + "where r.study_uid = :uid order by d.id")
        .bind("uid", studyUid)
        .map(ROW)
        .list();
  }

  /** The parked deliveries, the newest first. */
  public List<OutboxRow> parked(Handle handle, int limit) {
    return handle
        .createQuery(SELECT + "where d.state in ('HELD', 'DEAD') order by d.id desc limit :limit")
        .bind("limit", limit)
        .map(ROW)
        .list();
  }

  /** The number of deliveries that wait or are under way. */
  public long waiting(Handle handle) {
    return handle
        .createQuery("select count(*) from delivery where state in ('PENDING', 'SENDING')")
        .mapTo(Long.class)
        .one();
  }

  private static List<OutboxRow> waitingFor(Handle handle, String destination) {
    return handle
        .createQuery(SELECT + "where d.destination = :destination and d.state = 'PENDING'")
        .bind("destination", destination)
        .map(ROW)
        .list();
  }
}
