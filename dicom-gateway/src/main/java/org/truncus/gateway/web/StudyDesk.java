package org.truncus.gateway.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.deliver.OutboxRow;
import org.truncus.gateway.deliver.OutboxTable;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.InstanceTable;
import org.truncus.gateway.work.OutputRow;
import org.truncus.gateway.work.OutputTable;
import org.truncus.gateway.work.ResultRow;
import org.truncus.gateway.work.ResultTable;
import org.truncus.gateway.work.RunTable;
import org.truncus.gateway.work.StudyProgress;
import org.truncus.gateway.work.StudyQueries;
import org.truncus.gateway.work.StudyRow;
import org.truncus.gateway.work.StudyState;
import org.truncus.gateway.work.StudyTable;

/** Answers what people and programs ask about studies. Thread-safe. */
public final class StudyDesk {

  private static final int MOST = 500;

  private final Database database;
  private final StudyTable studies;
  private final RunTable runs;
  private final OutboxTable outbox;
  private final AuditLog audit;
  private final Clock clock;
  private final StudyQueries queries = new StudyQueries();
  private final InstanceTable instances = new InstanceTable();
  private final ResultTable results = new ResultTable();
  private final OutputTable outputs = new OutputTable();

  /** Over the gateway's tables. */
  public StudyDesk(
      Database database,
      StudyTable studies,
      RunTable runs,
      OutboxTable outbox,
      AuditLog audit,
      Clock clock) {
    this.database = database;
    this.studies = studies;
    this.runs = runs;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /** A page of studies, the newest first. */
  public StudyPage list(Optional<StudyState> state, int limit, Optional<String> after) {
    int size = Math.max(1, Math.min(limit, MOST));
    List<StudyRow> rows = database.transact(h -> queries.list(h, state, size + 1, after));
    List<StudyView> views = rows.stream().limit(size).map(StudyView::of).toList();
    return new StudyPage(
        views, rows.size() > size ? views.get(views.size() - 1).studyInstanceUID() : null);
  }

  /** One study with all that belongs to it. */
  public Optional<StudyDetail> find(String studyUid) {
    return database.transact(
        handle ->
            studies
                .find(handle, studyUid)
                .map(
                    study ->
                        new StudyDetail(
                            StudyView.of(study),
                            instances.ofStudy(handle, studyUid, study.revision()).stream()
                                .map(StudyDetail.Instance::of)
                                .toList(),
                            queries.runs(handle, studyUid).stream().map(RunView::of).toList(),
                            outbox.ofStudy(handle, studyUid).stream()
                                .map(DeliveryView::of)
                                .toList())));
  }

  /** The newest result of a study: of one model, or of the first where none is named. */
  public Optional<ResultRow> result(String studyUid, Optional<String> model) {
    return database.transact(handle -> results.ofStudy(handle, studyUid)).stream()
        .filter(row -> model.isEmpty() || row.model().equals(model.get()))
        .findFirst();
  }

  /** The deliveries of what was made of one result. */
  public List<OutboxRow> deliveries(ResultRow result) {
    return database.transact(handle -> outbox.ofStudy(handle, result.studyUid())).stream()
        .filter(row -> row.revision() == result.revision() && row.model().equals(result.model()))
        .toList();
  }

  /** The objects made of a result. */
  public List<OutputRow> outputs(ResultRow result) {
    return database.transact(handle -> outputs.of(handle, result.id()));
  }

  /**
   * Queues a study's parked work anew.
   *
   * @return how many runs and deliveries; empty where there is no such study
   */
  public Optional<Integer> retry(String studyUid) {
    return database.durably(
        handle ->
            studies
                .lock(handle, studyUid)
                .map(
                    study -> {
                      int count = runs.retry(handle, study) + outbox.retry(handle, studyUid);
                      new StudyProgress(clock).refresh(handle, study);
                      audit.add(
                          handle,
                          AuditRow.ok(
                              AuditEvent.RETRY_ASKED,
                              null,
                              studyUid,
                              null,
                              count + " queued anew"));
                      return count;
                    }));
  }

  /**
   * Queues the parked deliveries of all studies anew.
   *
   * @param destination to one destination, or to all where empty
   * @return how many
   */
  public int retryDeliveries(Optional<String> destination) {
    int count = 0;
    for (String study : database.transact(h -> outbox.parkedStudies(h, destination))) {
      count +=
          database.durably(
              handle -> {
                StudyRow row = studies.lock(handle, study).orElseThrow();
                int queued =
                    destination.isEmpty()
                        ? outbox.retry(handle, study)
                        : outbox.retry(handle, study, destination.get());
                new StudyProgress(clock).refresh(handle, row);
                audit.add(
                    handle,
                    AuditRow.ok(
                        AuditEvent.RETRY_ASKED,
                        destination.orElse(null),
                        study,
                        null,
                        queued + " deliveries queued anew"));
                return queued;
              });
    }
    return count;
  }

  /**
   * Says that a study is complete: it closes at once.
   *
   * @return its state then; empty where there is no such study
   */
  public Optional<StudyView> complete(String studyUid) {
    return database.durably(
        handle ->
            studies
                .lock(handle, studyUid)
                .map(
                    study -> {
                      studies.complete(handle, study);
                      note(handle, studyUid, "complete");
                      return StudyView.of(studies.find(handle, studyUid).orElseThrow());
                    }));
  }

  /** Says how many instances a study will have; it may come later. */
  public void expect(String studyUid, int instances) {
    database.durablyDo(
        handle -> {
          studies.expect(handle, studyUid, instances);
          note(handle, studyUid, instances + " instances expected");
        });
  }

  private void note(Handle handle, String studyUid, String detail) {
    audit.add(handle, AuditRow.ok(AuditEvent.COMPLETION_TOLD, null, studyUid, null, detail));
  }

  /** Parked work with its reasons. */
  public Failures failures() {
    return database.transact(
        handle ->
            new Failures(
                queries.failedRuns(handle, MOST).stream().map(RunView::of).toList(),
                outbox.parked(handle, MOST).stream().map(DeliveryView::of).toList()));
  }

  /** The number of studies in each state. */
  public Map<StudyState, Long> counts() {
    return database.transact(queries::counts);
  }

  /** The models that have a result of a study, {@code name/version}. */
  public List<String> models(String studyUid) {
    return database.transact(handle -> queries.models(handle, studyUid));
  }

  /** The number of deliveries under way. */
  public long waitingDeliveries() {
    return database.transact(outbox::waiting);
  }

  /** Runs for the last time of each study and deliveries, both parked. */
  public record Failures(List<RunView> runs, List<DeliveryView> deliveries) {}

  /** A page; {@code next} is to be given as {@code after}, or null at the end. */
  public record StudyPage(List<StudyView> studies, String next) {}
}
