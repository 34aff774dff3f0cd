package org.truncus.gateway.infer;

import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.truncus.gateway.deliver.Destination;
import org.truncus.gateway.deliver.OutboxTable;
import org.truncus.gateway.report.ReportDevice;
import org.truncus.gateway.report.ReportText;
import org.truncus.gateway.report.SrClass;
import org.truncus.gateway.report.StructuredReport;
import org.truncus.gateway.report.StudyJson;
import org.truncus.gateway.report.StudyResult;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.ObjectFiles;
import org.truncus.gateway.work.OutputKind;
import org.truncus.gateway.work.OutputRow;
import org.truncus.gateway.work.OutputTable;
import org.truncus.gateway.work.ResultRow;
import org.truncus.gateway.work.ResultTable;
import org.truncus.gateway.work.RunRow;

/**
 * Writes results: the files first, forced to the disk, then their rows and one for each object and
 * destination, in the transaction that ends the run. An object is made once; what is sent later is
 * that file.
 */
public final class ReportDesk {

  private final ObjectFiles files;
  private final Database database;
  private final OutboxTable outbox;
  private final List<Destination> destinations;
  private final StudyResults studyResults;
  private final Clock clock;
  private final ResultTable results = new ResultTable();
  private final OutputTable outputs = new OutputTable();

  /** Writes in the name of a device. */
  public ReportDesk(
      ObjectFiles files,
      Database database,
      OutboxTable outbox,
      List<Destination> destinations,
      ReportDevice device,
      Clock clock) {
    this.files = files;
    this.database = database;
    this.outbox = outbox;
    this.destinations = List.copyOf(destinations);
    this.studyResults = new StudyResults(device);
    this.clock = clock;
  }

  /** The newest result of a model for a study. */
  Optional<ResultRow> latest(String studyUid, String model) {
    return database.transact(handle -> results.latest(handle, studyUid, model));
  }

  /**
   * Writes the files of a result and returns what is to be added to the database.
   *
   * @param images at least one
   * @param reason why none of them was scored; empty where one was
   */
  WrittenResult write(
      StudyScorer scorer, RunRow run, List<ScoredImage> images, String evidence, String reason)
      throws IOException {
    StudyResult result =
        studyResults.of(scorer, images, run.revision(), reason, OffsetDateTime.now(clock));
    Map<SrClass, List<String>> wanted = wanted(result);
    Map<String, String> earlier = wanted.isEmpty() ? Map.of() : earlier(run);
    List<WrittenResult.Output> written = new ArrayList<>();
    for (Map.Entry<SrClass, List<String>> entry : wanted.entrySet()) {
      SrClass srClass = entry.getKey();
      StudyResult replacing = result.replacing(earlier.getOrDefault(srClass.uid(), ""));
      byte[] report = StructuredReport.bytes(replacing, srClass);
      OutputRow row =
          new OutputRow(
              0,
              0,
              OutputKind.REPORT,
              srClass.uid(),
              StructuredReport.sopInstanceUID(replacing, srClass),
              files.write(report),
              clock.millis());
      written.add(new WrittenResult.Output(row, entry.getValue()));
    }
    return new WrittenResult(row(scorer, run, evidence, result), written);
  }

  private ResultRow row(StudyScorer scorer, RunRow run, String evidence, StudyResult result) {
    Map<String, String> timings = Map.of("reported", clock.instant().toString());
    return ResultRow.of(
        run,
        scorer.sha256(),
        evidence,
        result.status(),
        StudyJson.of(result, List.of(), timings).text(),
        ReportText.html(result),
        clock.millis());
  }

  /**
   * The classes that destinations want, and which; one report to look at where nobody wants any.
   */
  private Map<SrClass, List<String>> wanted(StudyResult result) {
    Map<SrClass, List<String>> wanted = new EnumMap<>(SrClass.class);
    for (Destination destination : destinations) {
      if (result.evaluated() || destination.wishes().failures()) {
        wanted
            .computeIfAbsent(destination.wishes().srClass(), c -> new ArrayList<>())
            .add(destination.key());
      }
    }
    if (destinations.isEmpty() && result.evaluated()) {
      wanted.put(SrClass.COMPREHENSIVE_3D, List.of());
    }
    return wanted;
  }

  /** The UIDs of the reports which this one replaces, by class. */
  private Map<String, String> earlier(RunRow run) {
    return database.transact(
        handle -> {
          Map<String, String> uids = new HashMap<>();
          for (ResultRow result : results.ofStudy(handle, run.studyUid())) {
            if (result.model().equals(run.model())) {
              outputs.of(handle, result.id()).stream()
                  .filter(output -> output.kind() == OutputKind.REPORT)
                  .forEach(o -> uids.putIfAbsent(o.sopClassUid(), o.sopInstanceUid()));
            }
          }
          return uids;
        });
  }

  /** Adds the result, its objects and their deliveries. */
  void queue(Handle handle, WrittenResult written) {
    long resultId = results.add(handle, written.row());
    for (WrittenResult.Output output : written.outputs()) {
      if (outputs.find(handle, output.row().sopInstanceUid()).isPresent()) {
        continue; // said before, of the same images; what was made then is what is sent
      }
      long outputId = outputs.add(handle, resultId, output.row());
      output.destinations().forEach(d -> outbox.add(handle, outputId, d));
    }
  }
}
