package org.truncus.gateway.work;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What people ask about studies. */
public final class StudyQueries {

  /**
   * Studies, the newest first.
   *
   * @param state any where empty
   * @param after the UID of the last study of the page before; the first page where empty
   */
  public List<StudyRow> list(
      Handle handle, Optional<StudyState> state, int limit, Optional<String> after) {
    String sql =
        "select s.* from study s where (:state is null or s.state = :state)"
            + (after.isEmpty()
                ? ""
                : " and exists (select 1 from study a where a.study_uid = :after and"
                    + " (s.first_received_at < a.first_received_at or (s.first_received_at ="
                    + " a.first_received_at and s.study_uid > a.study_uid)))")
            + " order by s.first_received_at desc, s.study_uid limit :limit";
    return handle
        .createQuery(sql)
        .bind("state", state.map(Enum::name).orElse(null))
        .bind("limit", limit)
        .bind("after", after.orElse(null))
        .map(ConstructorMapper.of(StudyRow.class))
        .list();
  }

  /** The number of studies in each state. */
  public Map<StudyState, Long> counts(Handle handle) {
    Map<StudyState, Long> counts = new EnumMap<>(StudyState.class);
    for (StudyState state : StudyState.values()) {
      counts.put(state, 0L);
    }
    handle
        .createQuery("select state, count(*) as studies from study group by state")
        .map((row, context) -> Map.entry(row.getString("state"), row.getLong("studies")))
        .forEach(entry -> counts.put(StudyState.valueOf(entry.getKey()), entry.getValue()));
    return counts;
  }

  /** The runs of a study, the newest first. */
  public List<RunRow> runs(Handle handle, String studyUid) {
    return handle
        .createQuery("select * from run where study_uid = :uid order by id desc")
        .bind("uid", studyUid)
        .map(ConstructorMapper.of(RunRow.class))
        .list();
  }

  /** Parked runs of the studies' present revisions, the newest first. */
  public List<RunRow> failedRuns(Handle handle, int limit) {
    return handle
        .createQuery(
            "select r.* from run r join study s on s.study_uid = r.study_uid and s.revision ="
                + " r.revision where r.state = 'FAILED' order by r.id desc limit :limit")
        .bind("limit", limit)
        .map(ConstructorMapper.of(RunRow.class))
        .list();
  }

  /** The models that have a result of a study, by name. */
  public List<String> models(Handle handle, String studyUid) {
    return handle
        .createQuery("select distinct model from result where study_uid = :uid order by model")
        .bind("uid", studyUid)
        .mapTo(String.class)
        .list();
  }
}
