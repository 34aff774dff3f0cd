package org.truncus.gateway.work;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The received instances. */
public final class InstanceTable {

  private static final String COLUMNS =
      "sop_instance_uid, sop_class_uid, study_uid, series_uid, transfer_syntax_uid, sha256,"
          + " data_set_sha256, bytes, revision, calling_aet, received_at, purged_at,"
          + " quarantined_at";
  private static final RowMapper<InstanceRow> ROW = ConstructorMapper.of(InstanceRow.class);

  /** One instance by its SOP Instance UID. */
  public Optional<InstanceRow> find(Handle handle, String sopInstanceUid) {
    return handle
        .createQuery("select " + COLUMNS + " from instance where sop_instance_uid = :uid")
        .bind("uid", sopInstanceUid)
        .map(ROW)
        .findOne();
  }

  /** The digest of a known instance's data set. */
  public Optional<String> dataSetDigest(Handle handle, String sopInstanceUid) {
    return Sql.first(
        handle,
        row -> row.getString(1),
        "select data_set_sha256 from instance where sop_instance_uid = ?",
        sopInstanceUid);
  }

  /** Adds one. */
  public void add(Handle handle, InstanceRow row) {
    Sql.update(
        handle,
        "insert into instance (sop_instance_uid, sop_class_uid, study_uid, series_uid,"
            + " transfer_syntax_uid, sha256, data_set_sha256, bytes, revision, calling_aet,"
            + " received_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.sopInstanceUid(),
        row.sopClassUid(),
        row.studyUid(),
        row.seriesUid(),
        row.transferSyntaxUid(),
        row.sha256(),
        row.dataSetSha256(),
        row.bytes(),
        row.revision(),
        row.callingAet(),
        row.receivedAt());
  }

  /** A study's instances up to a revision, in the order of their UIDs. */
  public List<InstanceRow> ofStudy(Handle handle, String studyUid, int revision) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from instance where study_uid = :uid and revision <= :revision"
                + " order by sop_instance_uid")
        .bind("uid", studyUid)
        .bind("revision", revision)
        .map(ROW)
        .list();
  }

  /** No model sees this instance any more. */
  public void quarantine(Handle handle, String sopInstanceUid, long now) {
    Sql.update(
        handle,
        "update instance set quarantined_at = ? where sop_instance_uid = ?",
        now,
        sopInstanceUid);
  }

  /** As {@link #find}, and holds the row until the transaction ends. */
  Optional<InstanceRow> lock(Handle handle, String sopInstanceUid) {
    return handle
        .createQuery(
            "select " + COLUMNS + " from instance where sop_instance_uid = :uid for update")
        .bind("uid", sopInstanceUid)
        .map(ROW)
        .findOne();
  }

  /** What rows say of a file. */
  enum FileNeed {
    NEEDED,
    /** Retention has given it up. */
    PURGED,
    /** There is no row of it. */
    UNKNOWN
  }

  /** Whether a row needs a file; holds the rows of that file until the transaction ends. */
  FileNeed lockFile(Handle handle, String sha256) {
    List<Boolean> purged =
        handle
            .createQuery("select purged_at from instance where sha256 = :sha256 for update")
            .bind("sha256", sha256)
            .map((row, context) -> row.getObject(1) != null)
            .list();
    if (purged.isEmpty()) {
      return FileNeed.UNKNOWN;
    }
    return purged.contains(false) ? FileNeed.NEEDED : FileNeed.PURGED;
  }

  /** Those of the files that a row needs. */
  List<String> needed(Handle handle, List<String> sha256) {
    return handle
        .createQuery("select sha256 from instance where sha256 in (<files>) and purged_at is null")
        .bindList("files", sha256)
        .mapTo(String.class)
        .list();
  }

  /** Notes that an instance's file is here again. */
  void restore(Handle handle, String sopInstanceUid, String sha256, long bytes) {
    Sql.update(
        handle,
        "update instance set purged_at = null, sha256 = ?, bytes = ? where sop_instance_uid = ?",
        sha256,
        bytes,
        sopInstanceUid);
  }

  /** Notes that the files of a study's instances are removed. */
  public int purge(Handle handle, String studyUid, long now) {
    return Sql.update(
        handle,
        "update instance set purged_at = ? where study_uid = ? and purged_at is null and"
            + " quarantined_at is null",
        now,
        studyUid);
  }
}
