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
import org.truncus.dicom.UID;
import org.truncus.gateway.deliver.Destination;
import org.truncus.gateway.deliver.OutboxTable;
import org.truncus.gateway.report.CheckedObject;
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
    List<WrittenResult.Output> written = new ArrayList<>(reports(run, result));
    written.addAll(heatMaps(scorer, result));
    return new WrittenResult(row(scorer, run, evidence, result), written);
  }

  private List<WrittenResult.Output> reports(RunRow run, StudyResult result) throws IOException {
    Map<String, String> earlier = earlier(run);
    List<WrittenResult.Output> written = new ArrayList<>();
    for (Map.Entry<SrClass, List<String>> wanted : wanted(result).entrySet()) {
      SrClass srClass = wanted.getKey();
      StudyResult replacing = result.replacing(earlier.getOrDefault(srClass.uid(), ""));
      OutputRow row =
          output(
              OutputKind.REPORT,
              srClass.uid(),
              StructuredReport.sopInstanceUID(replacing, srClass),
              StructuredReport.bytes(replacing, srClass));
      written.add(new WrittenResult.Output(row, wanted.getValue()));
    }
    return written;
  }

  private List<WrittenResult.Output> heatMaps(StudyScorer scorer, StudyResult result)
      throws IOException {
    List<String> wanting =
        destinations.stream().filter(d -> d.wishes().saliency()).map(Destination::key).toList();
    if (wanting.isEmpty()) {
      return List.of();
    }
    List<WrittenResult.Output> written = new ArrayList<>();
    for (HeatMaps.Made map : new HeatMaps(files.folder(), scorer).of(result)) {
      OutputRow row =
          output(
              OutputKind.SALIENCY,
              UID.SecondaryCaptureImageStorage,
              map.sopInstanceUid(),
              map.file());
      written.add(new WrittenResult.Output(row, wanting));
    }
    return written;
  }

  /** Checks an object, writes its file, and returns the row for it. */
  private OutputRow output(OutputKind kind, String sopClass, String sopInstance, byte[] object)
      throws IOException {
    CheckedObject.check(object);
    return new OutputRow(0, 0, kind, sopClass, sopInstance, files.write(object), clock.millis());
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
    if (wanted.isEmpty()) {
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
