package org.truncus.gateway.work;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The objects made of results. A row is written once and never changed. */
public final class OutputTable {

  /** Adds one to a result and returns its number; the numbers in the row given don't matter. */
  public long add(Handle handle, long resultId, OutputRow row) {
    return handle
        .createUpdate(
            "insert into output (result_id, kind, sop_class_uid, sop_instance_uid, sha256,"
                + " created_at) values (:result, :kind, :sopClassUid, :sopInstanceUid, :sha256,"
                + " :createdAt)")
        .bindMethods(row)
        .bind("result", resultId)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** The objects of a result, the first made first. */
  public List<OutputRow> of(Handle handle, long resultId) {
    return handle
        .createQuery("select * from output where result_id = :result order by id")
        .bind("result", resultId)
        .map(ConstructorMapper.of(OutputRow.class))
        .list();
  }

  /** One object by its SOP Instance UID. */
  public Optional<OutputRow> find(Handle handle, String sopInstanceUid) {
    return handle
        .createQuery("select * from output where sop_instance_uid = :uid")
        .bind("uid", sopInstanceUid)
        .map(ConstructorMapper.of(OutputRow.class))
        .findOne();
  }
}
