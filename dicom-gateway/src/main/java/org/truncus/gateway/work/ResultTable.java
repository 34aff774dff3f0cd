package org.truncus.gateway.work;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The results. A row is written once; only its withdrawal is noted later. */
public final class ResultTable {

  /** Adds a result and returns its number; the number and run in the row given don't matter. */
  public long add(Handle handle, ResultRow row) {
    return handle
        .createUpdate(
            "insert into result (run_id, study_uid, revision, model, model_sha256, evidence,"
                + " status, document, page, created_at) values (:runId, :studyUid, :revision,"
                + " :model, :modelSha256, :evidence, :status, :document, :page, :createdAt)")
        .bindMethods(row)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** A study's results, the newest revision first, of each model the newest first. */
  public List<ResultRow> ofStudy(Handle handle, String studyUid) {
    return handle
        .createQuery(
            "select * from result where study_uid = :uid order by revision desc, model, id desc")
        .bind("uid", studyUid)
        .map(ConstructorMapper.of(ResultRow.class))
        .list();
  }

  /** The newest result of a model for a study. */
  public Optional<ResultRow> latest(Handle handle, String studyUid, String model) {
    return ofStudy(handle, studyUid).stream().filter(row -> row.model().equals(model)).findFirst();
  }

  /** One result, held until the transaction ends. */
  public Optional<ResultRow> lock(Handle handle, long id) {
    return handle
        .createQuery("select * from result where id = :id for update")
        .bind("id", id)
        .map(ConstructorMapper.of(ResultRow.class))
        .findOne();
  }

  /** Notes that a person withdrew a result. */
  public void withdraw(Handle handle, long id, long now, String why) {
    Sql.update(
        handle, "update result set withdrawn_at = ?, withdrawn_why = ? where id = ?", now, why, id);
  }
}
