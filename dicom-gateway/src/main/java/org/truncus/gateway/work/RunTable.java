package org.truncus.gateway.work;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Update;

/**
 * The queue of runs, for the workers of all gateways on the database. Claiming one counts the
 * attempt: committed before the work begins, so that a study which kills the process isn't tried
 * for ever. Number and beginning of the attempt fence: whoever lost the run can't write any more.
 */
public final class RunTable {

  private static final String COLUMNS =
      "id, study_uid, revision, model, state, attempts, next_at, working_on, reason, created_at,"
          + " started_at, finished_at";

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

  /** Whether a run waits that has to go alone. */
  public boolean suspectWaits(Handle handle, Collection<String> models) {
    return handle
        .createQuery(
            "select 1 from run where state = 'READY' and suspect and next_at <= :now and model in"
                + " (<models>) limit 1")
        .bindList("models", List.copyOf(models))
        .bind("now", clock.millis())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Takes the longest waiting run of these models, if any; it is RUNNING and counted then.
   *
   * @param suspect whether one that has to go alone, or one that needn't
   */
  public Optional<RunRow> claim(Handle handle, Collection<String> models, boolean suspect) {
    long now = clock.millis();
    Optional<Long> next =
        handle
            .createQuery(
                "select id from run where state = 'READY' and suspect = :suspect and next_at <="
                    + " :now and model in (<models>) order by next_at, id limit 1 for update skip"
                    + " locked")
            .bindList("models", List.copyOf(models))
            .bind("now", now)
            .bind("suspect", suspect)
            .mapTo(Long.class)
            .findOne();
    if (next.isEmpty()) {
      return Optional.empty();
    }
    handle
        .createUpdate(
            "update run set state = 'RUNNING', attempts = attempts + 1, working_on = null,"
                + " started_at = :now, lease_owner = :owner, lease_until = :until where id = :id")
        .bind("now", now)
        .bind("owner", lease.owner())
        .bind("until", now + lease.length().toMillis())
        .bind("id", next.get())
        .execute();
    return find(handle, next.get());
  }

  /**
   * Ends a run: DONE, UNCHANGED, SKIPPED, SUPERSEDED or FAILED. Returns whether it was still in the
   * attempt in which the row was read: else somebody else has it now, and nothing of this attempt
   * may be kept.
   */
  public boolean finish(Handle handle, RunRow run, RunState state, String reason) {
    return fenced(handle, run, "state = :state, reason = :reason, finished_at = :now")
            .bind("state", state)
            .bind("reason", reason)
            .bind("now", clock.millis())
            .execute()
        == 1;
  }

  /**
   * Puts a run back for a later attempt; returns as {@link #finish} does.
   *
   * @param suspect whether it has to go alone then
   */
  public boolean later(Handle handle, RunRow run, long nextAt, String reason, boolean suspect) {
    return fenced(
                handle,
                run,
                "state = 'READY', next_at = :next, reason = :reason, suspect = :suspect")
            .bind("next", nextAt)
            .bind("reason", reason)
            .bind("suspect", suspect)
            .execute()
        == 1;
  }

  /** Changes a row as it was read, unless another attempt has begun since. */
  private static Update fenced(Handle handle, RunRow run, String change) {
    return handle
        .createUpdate(
            "update run set "
                + change
                + ", lease_owner = null, lease_until = null where id = :id and state = :was and"
                + " attempts = :attempts and coalesce(started_at, -1) = :started")
        .bind("id", run.id())
        .bind("was", run.state())
        .bind("attempts", run.attempts())
        .bind("started", run.startedAt() == null ? -1 : run.startedAt());
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

  /** Signs of life for runs that this gateway works on. */
  public void renew(Handle handle, Collection<Long> ids) {
    for (long id : ids) {
      handle.execute(
          "update run set lease_until = ? where id = ? and state = 'RUNNING' and lease_owner = ?",
          clock.millis() + lease.length().toMillis(),
          id,
          lease.owner());
    }
  }

  /** Notes which instance comes next, before it is decoded: it may end the process. */
  public void workingOn(Handle handle, RunRow run, String sopInstanceUid) {
    Sql.update(
        handle,
        "update run set working_on = ? where id = ? and state = 'RUNNING' and attempts = ?",
        sopInstanceUid,
        run.id(),
        run.attempts());
  }

  /**
   * Queues a run anew, with its attempts counted from zero: what was to blame is out of the way.
   */
  public boolean again(Handle handle, RunRow run, String reason) {
    return fenced(
                handle,
                run,
                "state = 'READY', attempts = 0, next_at = :now, working_on = null, suspect = false,"
                    + " reason = :reason, finished_at = null")
            .bind("now", clock.millis())
            .bind("reason", reason)
            .execute()
        == 1;
  }

  /** Failed runs of the studies' present revisions that have no result which says so. */
  public List<RunRow> failedSilently(Handle handle, Collection<String> models, int limit) {
    return handle
        .createQuery(
            "select r.* from run r join study s on s.study_uid = r.study_uid and s.revision ="
                + " r.revision where r.state = 'FAILED' and r.model in (<models>) and not exists"
                + " (select 1 from result t where t.run_id = r.id) order by r.id limit :limit")
        .bindList("models", List.copyOf(models))
        .bind("limit", limit)
        .map(ConstructorMapper.of(RunRow.class))
        .list();
  }

  /** The number of runs that wait for a worker. */
  public long waiting(Handle handle) {
    return handle
        .createQuery("select count(*) from run where state = 'READY'")
        .mapTo(Long.class)
        .one();
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
