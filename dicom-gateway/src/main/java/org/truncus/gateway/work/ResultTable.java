package org.truncus.gateway.work;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The results. A row is written once and never changed: a report is sent again as it was. */
public final class ResultTable {

  /** Adds a result and returns its number; the number and run in the row given don't matter. */
  public long add(Handle handle, ResultRow row) {
    return handle
        .createUpdate(
            "insert into result (run_id, study_uid, revision, model, model_sha256, sop_class_uid,"
                + " sr_uid, sha256, evidence, document, page, created_at) values (:runId,"
                + " :studyUid, :revision, :model, :modelSha256, :sopClassUid, :srUid, :sha256,"
                + " :evidence, :document, :page, :createdAt)")
        .bindMethods(row)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** A study's results, the newest revision first. */
  public List<ResultRow> ofStudy(Handle handle, String studyUid) {
    return handle
        .createQuery("select * from result where study_uid = :uid order by revision desc, model")
        .bind("uid", studyUid)
        .map(ConstructorMapper.of(ResultRow.class))
        .list();
  }

  /** The newest result of a model for a study. */
  public Optional<ResultRow> latest(Handle handle, String studyUid, String model) {
    return ofStudy(handle, studyUid).stream().filter(row -> row.model().equals(model)).findFirst();
  }
}
