package org.truncus.gateway.infer;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.truncus.dicom.UID;
import org.truncus.gateway.deliver.OutboxTable;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.report.ReportDevice;
import org.truncus.gateway.report.ReportText;
import org.truncus.gateway.report.StructuredReport;
import org.truncus.gateway.report.StudyJson;
import org.truncus.gateway.report.StudyResult;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.DurableFiles;
import org.truncus.gateway.work.ResultRow;
import org.truncus.gateway.work.ResultTable;
import org.truncus.gateway.work.RunRow;

/**
 * Writes reports: the file first, forced to the disk, then its row and one row for each destination
 * in the transaction that ends the run. A report is made once; what is sent later is that file.
 */
public final class ReportDesk {

  private final DataFolder folder;
  private final OutboxTable outbox;
  private final List<PeerAddress> destinations;
  private final StudyResults studyResults;
  private final Clock clock;
  private final ResultTable results = new ResultTable();

  /** Writes in the name of a device. */
  public ReportDesk(
      DataFolder folder,
      OutboxTable outbox,
      List<PeerAddress> destinations,
      ReportDevice device,
      Clock clock) {
    this.folder = folder;
    this.outbox = outbox;
    this.destinations = List.copyOf(destinations);
    this.studyResults = new StudyResults(device);
    this.clock = clock;
  }

  DataFolder folder() {
    return folder;
  }

  /** Writes the file and returns the row for it, not yet in the database. */
  ResultRow write(
      StudyScorer scorer,
      RunRow run,
      List<ScoredImage> images,
      String evidence,
      Optional<ResultRow> earlier)
      throws IOException {
    StudyResult result =
        studyResults.of(
            scorer,
            images,
            run.revision(),
            earlier.map(ResultRow::srUid).orElse(""),
            OffsetDateTime.now(clock));
    byte[] report = StructuredReport.bytes(result);
    String digest = sha256(report);
    DurableFiles.write(folder.incoming(), folder.result(digest), report);
    return new ResultRow(
        0,
        run.id(),
        run.studyUid(),
        run.revision(),
        run.model(),
        scorer.sha256(),
        UID.Comprehensive3DSRStorage,
        StructuredReport.sopInstanceUID(result),
        digest,
        evidence,
        StudyJson.of(result, List.of(), Map.of("reported", clock.instant().toString())).text(),
        ReportText.html(result),
        clock.millis());
  }

  /** Adds the result and its deliveries. */
  void queue(Handle handle, ResultRow row) {
    long id = results.add(handle, row);
    destinations.forEach(destination -> outbox.add(handle, id, destination.toString()));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
