package org.truncus.gateway.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.report.CheckedObject;
import org.truncus.gateway.report.ReportDevice;
import org.truncus.gateway.report.Withdrawal;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.ObjectFiles;
import org.truncus.gateway.work.OutputKind;
import org.truncus.gateway.work.OutputRow;
import org.truncus.gateway.work.OutputTable;
import org.truncus.gateway.work.ResultRow;
import org.truncus.gateway.work.ResultTable;
import org.truncus.gateway.work.StudyProgress;
import org.truncus.gateway.work.StudyRow;
import org.truncus.gateway.work.StudyTable;

/**
 * Withdraws results on a person's word. What hasn't been sent isn't any more; each destination that
 * has an object of a withdrawn result gets a document which rejects it. Thread-safe.
 */
public final class WithdrawalDesk {

  private static final Logger LOG = LoggerFactory.getLogger(WithdrawalDesk.class);

  private final Database database;
  private final StudyTable studies;
  private final OutboxTable outbox;
  private final AuditLog audit;
  private final ObjectFiles files;
  private final ReportDevice device;
  private final Clock clock;
  private final ResultTable results = new ResultTable();
  private final OutputTable outputs = new OutputTable();

  /** Withdraws in the name of a device. */
  public WithdrawalDesk(
      Database database,
      StudyTable studies,
      OutboxTable outbox,
      AuditLog audit,
      ObjectFiles files,
      ReportDevice device,
      Clock clock) {
    this.database = database;
    this.studies = studies;
    this.outbox = outbox;
    this.audit = audit;
    this.files = files;
    this.device = device;
    this.clock = clock;
  }

  /**
   * Withdraws all results of a study, or those of one model, that aren't withdrawn yet.
   *
   * @param why the person's words, which go into the document: no patient data
   * @return how many results; empty where there is no such study
   */
  public Optional<Integer> withdraw(String studyUid, Optional<String> model, String why) {
    return database.durably(
        handle -> studies.lock(handle, studyUid).map(study -> withdraw(handle, study, model, why)));
  }

  private int withdraw(Handle handle, StudyRow study, Optional<String> model, String why) {
    List<ResultRow> chosen =
        results.ofStudy(handle, study.studyUid()).stream()
            .filter(result -> result.withdrawnAt() == null)
            .filter(result -> model.isEmpty() || model.get().equals(result.model()))
            .toList();
    for (ResultRow result : chosen) {
      results.withdraw(handle, result.id(), clock.millis(), why);
      reject(handle, result, why);
      audit.add(
          handle,
          AuditRow.ok(
              AuditEvent.RESULT_WITHDRAWN,
              null,
              study.studyUid(),
              null,
              result.model() + " revision " + result.revision()));
      LOG.info("study {}: the result of {} is withdrawn", study.studyUid(), result.model());
    }
    new StudyProgress(clock).refresh(handle, study);
    return chosen.size();
  }

  /** Holds back what is on its way, and rejects what has arrived or may have. */
  private void reject(Handle handle, ResultRow result, String why) {
    Map<String, List<OutputRow>> sent = new TreeMap<>();
    for (OutputRow output : outputs.of(handle, result.id())) {
      if (output.kind() != OutputKind.WITHDRAWAL) {
        outbox.withdraw(handle, output.id());
        outbox
            .sentTo(handle, output.id())
            .forEach(to -> sent.computeIfAbsent(to, key -> new ArrayList<>()).add(output));
      }
    }
    Map<List<OutputRow>, Long> made = new HashMap<>();
    sent.forEach(
        (destination, rejected) ->
            outbox.add(
                handle,
                made.computeIfAbsent(rejected, r -> document(handle, result, r, why)),
                destination));
  }

  private long document(Handle handle, ResultRow result, List<OutputRow> rejected, String why) {
    List<Withdrawal.Rejected> instances = new ArrayList<>();
    DataSet header = null;
    for (OutputRow output : rejected) {
      DataSet own = DicomReader.readHeader(files.of(output.sha256())).dataSet();
      header = header == null ? own : header;
      instances.add(
          new Withdrawal.Rejected(
              output.sopClassUid(),
              output.sopInstanceUid(),
              own.string(Tag.SeriesInstanceUID).orElseThrow()));
    }
    byte[] document = Withdrawal.bytes(header, instances, why, device, OffsetDateTime.now(clock));
    CheckedObject.check(document);
    try {
      String digest = files.write(document);
      String uid =
          DicomReader.readHeader(files.of(digest))
              .dataSet()
              .string(Tag.SOPInstanceUID)
              .orElseThrow();
      return outputs.add(
          handle,
          result.id(),
          new OutputRow(
              0,
              0,
              OutputKind.WITHDRAWAL,
              UID.KeyObjectSelectionDocumentStorage,
              uid,
              digest,
              clock.millis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
