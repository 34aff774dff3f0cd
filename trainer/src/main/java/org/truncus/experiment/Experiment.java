package org.truncus.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.json.Json;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.UsageException;
import org.truncus.progress.StopSignal;
import org.truncus.train.Durable;
import org.truncus.train.RunRecord;

/**
 * A specification with its cells and the folder of their results. What is finished is never run
 * again, whichever specification it was run for.
 */
public final class Experiment {

  private final ExperimentSpec spec;
  private final List<Cell> cells;
  private final CellStore store;

  private Experiment(ExperimentSpec spec, List<Cell> cells, CellStore store) {
    this.spec = spec;
    this.cells = cells;
    this.store = store;
  }

  /**
   * Reads a specification and makes its cells; nothing is written.
   *
   * @throws org.truncus.problem.TruncusException with all that is wrong with it, or impossible
   */
  public static Experiment read(Path file, Path folder, TrainSettings train) {
    ExperimentSpec spec = SpecReader.read(file, train);
    List<Cell> cells = new CellPlanner().cells(spec, train);
    Experiment experiment = new Experiment(spec, cells, new CellStore(folder));
    experiment.reference();
    return experiment;
  }

  /** All cells, in the order in which they are run. */
  public List<Cell> cells() {
    return cells;
  }

  /** Where the results are. */
  public CellStore store() {
    return store;
  }

  /** The results there are, in the order of the cells. */
  public List<CellResult> results() {
    return cells.stream().flatMap(cell -> store.result(cell).stream()).toList();
  }

  /** The arm that others are compared with: as the specification says, or full fine-tuning. */
  public Optional<String> reference() {
    List<String> arms = cells.stream().map(Cell::arm).distinct().toList();
    spec.reference()
        .filter(name -> !arms.contains(name))
        .ifPresent(
            name -> {
              throw new UsageException(
                  "%s: reference: there is no arm '%s'; the arms are %s"
                      .formatted(spec.file(), name, String.join(", ", arms)));
            });
    return spec.reference()
        .or(
            () ->
                cells.stream()
                    .filter(cell -> cell.config().network().strategy().text().equals("full"))
                    .map(Cell::arm)
                    .findFirst());
  }

  /** The cells that are to be run: without result, and without a failure that would recur. */
  public List<Cell> left(boolean retryFailed) {
    return cells.stream()
        .filter(cell -> store.result(cell).isEmpty())
        .filter(
            cell ->
                retryFailed || store.failure(cell).filter(CellOutcome.Failed::lasting).isEmpty())
        .toList();
  }

  /**
   * Runs what is left.
   *
   * @return the record, written
   */
  public ExperimentRecord run(
      CellRunner runner, List<Cell> left, CellListener listener, StopSignal stop) {
    try (CellLock lock = CellLock.take(store.folder(), Duration.ofSeconds(2), stop)) {
      runner.run(left, listener, stop);
      write();
    } catch (EnvironmentException e) {
      writeIfPossible(e);
      throw e;
    }
    return record();
  }

  /** A disk that has room for the results again, since a broken-off file was deleted, or hasn't. */
  private void writeIfPossible(EnvironmentException first) {
    try {
      write();
    } catch (EnvironmentException second) {
      first.addSuppressed(second);
    }
  }

  /** Writes {@code experiment.json} and {@code results.csv} of what is there. */
  public void write() {
    Durable.write(
        store.folder().resolve("experiment.json"),
        Json.write(record()).getBytes(StandardCharsets.UTF_8));
    ResultsCsv.write(store.folder().resolve("results.csv"), cells, results());
  }

  /**
   * Writes the page and the tables of what is there, after {@link #write}: {@code index.html},
   * {@code plots/}, {@code summary.csv}, {@code differences.csv}. Latencies that aren't known yet
   * are measured.
   */
  public void report() {
    List<CellResult> results = results();
    Latencies latencies = new Latencies(store.folder());
    latencies.measure(results);
    Conditions conditions = Conditions.of(spec, results, reference().orElse(null));
    List<ArmDifference> differences = Differences.of(conditions);
    ResultsCsv.write(store.folder().resolve("summary.csv"), SummaryCsv.summary(conditions));
    ResultsCsv.write(
        store.folder().resolve("differences.csv"), SummaryCsv.differences(conditions, differences));
    new ResultsPage(record(), conditions, differences, latencies).write(store.folder());
  }

  /** The page that {@link #report} writes. */
  public Path page() {
    return store.folder().resolve("index.html");
  }

  /** How far the experiment has come. */
  public ExperimentRecord record() {
    List<ExperimentRecord.CellEntry> entries = new ArrayList<>();
    cells.forEach(cell -> entries.add(entry(cell)));
    return new ExperimentRecord(
        ExperimentRecord.SCHEMA_VERSION,
        spec.name(),
        spec.file().getFileName().toString(),
        reference().orElse(null),
        count(entries, "done"),
        count(entries, "failed"),
        count(entries, "left"),
        entries);
  }

  private static int count(List<ExperimentRecord.CellEntry> entries, String status) {
    return (int) entries.stream().filter(entry -> entry.status().equals(status)).count();
  }

  private ExperimentRecord.CellEntry entry(Cell cell) {
    Optional<CellResult> result = store.result(cell);
    Optional<CellOutcome.Failed> failure = store.failure(cell);
    String status = result.isPresent() ? "done" : failure.isPresent() ? "failed" : "left";
    return new ExperimentRecord.CellEntry(
        cell.id(),
        cell.arm(),
        cell.settings(),
        status,
        result.isPresent() ? null : failure.map(CellOutcome.Failed::reason).orElse(null),
        cell.parameters(),
        cell.macs(),
        result.map(Experiment::macro).orElse(null));
  }

  private static Map<String, RunRecord.MacroScore> macro(CellResult result) {
    Map<String, RunRecord.MacroScore> macro = new LinkedHashMap<>();
    result.record().metrics().forEach((split, metrics) -> macro.put(split, metrics.macro()));
    return macro;
  }
}
