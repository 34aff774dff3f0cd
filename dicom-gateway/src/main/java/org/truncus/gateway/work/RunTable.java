package org.truncus.gateway.work;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * The queue of runs. A worker claims one by compare-and-set, which counts the attempt: committed
 * before the work begins, so that a study which kills the process isn't tried for ever.
 */
public final class RunTable {

  private static final String COLUMNS =
      "id, study_uid, revision, model, state, attempts, next_at, reason, created_at, started_at,"
          + " finished_at";

  private final Clock clock;
  private final Lease lease;

  /** Claims under the given lease. */
  public RunTable(Clock clock, Lease lease) {
    this.clock = clock;
    this.lease = lease;
  }

  /** Queues one model's work on a revision. */
  public void add(Handle handle, StudyRow study, String model) {
    handle
        .createUpdate(
            "insert into run (study_uid, revision, model, state, attempts, next_at, created_at)"
                + " values (:uid, :revision, :model, 'READY', 0, :now, :now)")
        .bind("uid", study.studyUid())
        .bind("revision", study.revision())
        .bind("model", model)
        .bind("now", clock.millis())
        .execute();
  }

  /** Takes the longest waiting run of these models, if any; it is RUNNING and counted then. */
  public Optional<RunRow> claim(Handle handle, Collection<String> models) {
    long now = clock.millis();
    Optional<RunRow> next =
        handle
            .createQuery(
                "select "
                    + COLUMNS
                    + " from run where state = 'READY' and next_at <= :now and model in (<models>)"
                    + " order by next_at, id limit 1")
            .bindList("models", List.copyOf(models))
            .bind("now", now)
            .map(ConstructorMapper.of(RunRow.class))
            .findOne();
    if (next.isEmpty()) {
      return next;
    }
    int changed =
        handle
            .createUpdate(
                "update run set state = 'RUNNING', attempts = attempts + 1, started_at = :now,"
                    + " lease_owner = :owner, lease_until = :until"
                    + " where id = :id and state = 'READY' and attempts = :attempts")
            .bind("now", now)
            .bind("owner", lease.owner())
            .bind("until", now + lease.length().toMillis())
            .bind("id", next.get().id())
            .bind("attempts", next.get().attempts())
            .execute();
    return changed == 1 ? find(handle, next.get().id()) : Optional.empty();
  }

  /** Ends a run: DONE, UNCHANGED, SKIPPED, SUPERSEDED or FAILED. */
  public void finish(Handle handle, long id, RunState state, String reason) {
    handle
        .createUpdate(
            "update run set state = :state, reason = :reason, finished_at = :now,"
                + " lease_owner = null, lease_until = null where id = :id")
        .bind("state", state)
        .bind("reason", reason)
        .bind("now", clock.millis())
        .bind("id", id)
        .execute();
  }

  /** Puts a run back for a later attempt. */
  public void later(Handle handle, long id, long nextAt, String reason) {
    handle
        .createUpdate(
            "update run set state = 'READY', next_at = :next, reason = :reason,"
                + " lease_owner = null, lease_until = null where id = :id")
        .bind("next", nextAt)
        .bind("reason", reason)
        .bind("id", id)
        .execute();
  }

  /** Queues a study's parked runs anew, with their attempts counted from zero. */
  public int retry(Handle handle, StudyRow study) {
    return handle
        .createUpdate(
            "update run set state = 'READY', attempts = 0, next_at = :now, finished_at = null"
                + " where study_uid = :uid and revision = :revision and state = 'FAILED'")
        .bind("now", clock.millis())
        .bind("uid", study.studyUid())
        .bind("revision", study.revision())
        .execute();
  }

  /** Runs which nobody works on any more: ours from before a restart, or leases run out. */
  public List<RunRow> abandoned(Handle handle, boolean atStart) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from run where state = 'RUNNING' and (lease_until < :now"
                + " or (:start and lease_owner = :owner))")
        .bind("now", clock.millis())
        .bind("start", atStart)
        .bind("owner", lease.owner())
        .map(ConstructorMapper.of(RunRow.class))
        .list();
  }

  /** Waiting runs of other models than these. */
  public List<RunRow> unserved(Handle handle, Collection<String> models) {
    return handle
        .createQuery(
            "select " + COLUMNS + " from run where state = 'READY' and model not in (<models>)")
        .bindList("models", List.copyOf(models))
        .map(ConstructorMapper.of(RunRow.class))
        .list();
  }

  /** A sign of life for a run that this gateway works on. */
  public void renew(Handle handle, long id) {
    handle.execute(
        "update run set lease_until = ? where id = ? and state = 'RUNNING' and lease_owner = ?",
        clock.millis() + lease.length().toMillis(),
        id,
        lease.owner());
  }

  /** One run. */
  public Optional<RunRow> find(Handle handle, long id) {
    return handle
        .createQuery("select " + COLUMNS + " from run where id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(RunRow.class))
        .findOne();
  }
}
