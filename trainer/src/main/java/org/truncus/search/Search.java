package org.truncus.search;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.experiment.Cell;
import org.truncus.experiment.CellStore;
import org.truncus.json.Json;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.net.Backbone;
import org.truncus.net.Backbones;
import org.truncus.net.Stage;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;
import org.truncus.reuse.Reuse;
import org.truncus.reuse.ReuseFolder;
import org.truncus.reuse.ReuseOptions;
import org.truncus.reuse.ReuseReport;
import org.truncus.train.Evaluation;
import org.truncus.train.Latency;
import org.truncus.train.RunFolder;

/**
 * A search in a folder, from a list to a cut. Started again after it was stopped or killed, it goes
 * on: what is trained stays trained, and the same decisions come out of it.
 */
public final class Search {

  private final SearchOptions options;
  private final SearchFolder folder;
  private final Progress progress;
  private final Clock clock;
  private final Instant startedAt;
  private final SearchCells cells;
  private final Backbone backbone;
  private final Optional<SearchRecord> before;
  private final Map<String, Double> millis = new LinkedHashMap<>();
  private final List<String> trail = new ArrayList<>();
  private List<SearchRecord.Opening> openings;
  private Shortlist shortlist;

  /**
   * A new search, or one to go on with.
   *
   * @param folder where to
   * @param progress is told what happens
   * @param stop ends it after the batch under way
   * @param clock for time stamps
   */
  public Search(
      SearchOptions options, Path folder, Progress progress, StopSignal stop, Clock clock) {
    this.options = options;
    this.folder = new SearchFolder(folder);
    this.progress = progress;
    this.clock = clock;
    this.cells =
        new SearchCells(options, new CellStore(folder), new SearchProgress(progress), stop, clock);
    this.backbone = Backbones.byName(options.config().network().backbone());
    String asked = Json.write(SearchRecord.Options.of(options));
    Optional<SearchRecord> found = this.folder.record();
    this.openings = found.map(SearchRecord::openings).orElse(List.of());
    this.before =
        found.filter(
            record ->
                Json.write(record.options()).equals(asked) && record.seeds().equals(cells.seeds()));
    this.startedAt = before.map(SearchRecord::startedAt).orElseGet(clock::instant);
    before.map(SearchRecord::cuts).orElse(List.of()).stream()
        .forEach(cut -> millis.put(cut.cut(), cut.millis()));
  }

  /**
   * Searches.
   *
   * @return the record as written: {@code completed}, or {@code stopped}
   * @throws org.truncus.problem.TruncusException where no run can begin, or the disk is full
   */
  public SearchRecord run() {
    if (before.isPresent() && before.get().completed()) {
      progress.say(folder.path() + ": this search is complete; the test split stays closed.");
      return before.get();
    }
    Candidates all = Candidates.of(backbone, options.nextStage());
    all.first().forEach(cells::of); // refuses what couldn't run, before anything does
    try {
      Candidates candidates = options.shortlistEpochs() > 0 ? shortlisted(all) : all;
      TwoStageSearch search =
          new TwoStageSearch(
              candidates,
              options.rule(),
              options.halving(),
              options.config().recipe().epochs(),
              cells,
              this::decided);
      TwoStageSearch.Outcome outcome = search.run();
      return finished(all, outcome);
    } catch (SearchCells.StoppedException e) {
      SearchRecord stopped = record("stopped", List.of(), List.of(), null, null);
      folder.write(stopped);
      return stopped;
    }
  }

  private void decided(String sentence) {
    trail.add(sentence);
    progress.say(sentence);
    folder.write(record("running", List.of(), List.of(), null, null));
  }

  private Candidates shortlisted(Candidates all) {
    shortlist = before.map(SearchRecord::shortlist).orElse(null);
    if (shortlist == null) {
      Cell cell = cells.of(all.full()).get(0);
      cells.train(
          cells.run(cell).exists() && cells.run(cell).record().epochs() >= options.shortlistEpochs()
              ? List.of()
              : List.of(cell),
          options.shortlistEpochs());
      Reuse reuse =
          new Reuse(
              null,
              EnumSet.of(Split.TRAIN, Split.VAL),
              ReuseOptions.standard(options.config().seed()),
              options.config().compute().execution());
      ReuseReport report = reuse.ofRun(cells.run(cell), progress);
      new ReuseFolder(folder.reuse()).write(report);
      shortlist = Shortlist.of(cells.run(cell).record().best().epoch(), report);
    }
    List<String> listed = shortlist.cuts();
    decided(
        listed.isEmpty()
            ? "No layer is clearly reused after a short fine-tuning, so no cut is left out."
            : "Shortlist by reuse after a short fine-tuning: %s, and the whole network."
                .formatted(String.join(", ", listed)));
    return all.among(new HashSet<>(listed));
  }

  private SearchRecord finished(Candidates candidates, TwoStageSearch.Outcome outcome) {
    List<SearchRecord.CutEntry> entries = entries(candidates, outcome);
    String taken = outcome.taken();
    openings = new ArrayList<>(openings);
    if (!openings.isEmpty()) {
      String warning =
          "The test split was opened before (%s, for %s): these figures are no first look, and less than honest if anything was changed because of it."
              .formatted(openings.get(0).at(), openings.get(0).cut());
      trail.add(warning);
      progress.say("warning: " + warning);
    }
    openings.add(new SearchRecord.Opening(clock.instant(), taken));
    folder.write(record("running", entries, outcome.parts(), taken, null));
    TestComparison test = compared(taken, candidates.full());
    SearchRecord complete = record("completed", entries, outcome.parts(), taken, test);
    folder.writePage(complete);
    folder.write(complete);
    return complete;
  }

  private List<SearchRecord.CutEntry> entries(
      Candidates candidates, TwoStageSearch.Outcome outcome) {
    List<SearchRecord.CutEntry> entries = new ArrayList<>();
    outcome.scores().forEach((cut, score) -> entries.add(entry(candidates, cut, score)));
    return Pareto.marked(entries);
  }

  private SearchRecord.CutEntry entry(Candidates candidates, String cut, CutScore score) {
    Cell cell = cells.of(cut).get(0);
    int epochs = cells.reached(cut);
    String stage =
        candidates.stages().stream()
            .filter(s -> s.cuts().contains(cut))
            .map(Stage::name)
            .findFirst()
            .orElseThrow();
    return new SearchRecord.CutEntry(
        cut,
        candidates.words(cut),
        stage,
        cells.of(cut).stream().map(Cell::id).toList(),
        epochs,
        score,
        cells.score(cut, epochs, SearchMetric.AUROC),
        cells.score(cut, epochs, SearchMetric.AUPRC),
        cell.parameters(),
        cell.macs(),
        millis.computeIfAbsent(cut, c -> latency(cell)),
        List.of());
  }

  private double latency(Cell cell) {
    return Latency.measure(cells.run(cell), options.config().compute().execution()).medianMillis();
  }

  private TestComparison compared(String taken, String full) {
    List<PredictionList> whole = tested(full);
    if (whole.isEmpty()) {
      return null;
    }
    List<PredictionList> chosen = taken.equals(full) ? whole : tested(taken);
    return TestComparison.of(taken, chosen, whole, options.config().seed());
  }

  /** Predictions of the test split, one a seed; none where the list has no such rows. */
  private List<PredictionList> tested(String cut) {
    List<PredictionList> found = new ArrayList<>();
    for (Cell cell : cells.of(cut)) {
      RunFolder run = cells.run(cell);
      if (run.record().data().splits().get(Split.TEST.text()).rows() == 0) {
        return List.of();
      }
      try {
        PredictionList predictions =
            Evaluation.of(run, Split.TEST, options.config().compute().execution(), progress)
                .predictions();
        predictions.write(run.predictionsFile(Split.TEST));
        found.add(predictions);
      } catch (InvalidInputException e) {
        progress.say("warning: " + run.path() + " can't be tested: " + e.getMessage());
      }
    }
    return found;
  }

  private SearchRecord record(
      String status,
      List<SearchRecord.CutEntry> entries,
      List<SearchPart> parts,
      String taken,
      TestComparison test) {
    boolean ended = !status.equals("running");
    return new SearchRecord(
        SearchRecord.SCHEMA_VERSION,
        status,
        startedAt,
        ended ? clock.instant() : null,
        SearchRecord.Options.of(options),
        cells.seeds(),
        shortlist,
        entries,
        parts,
        taken,
        List.copyOf(trail),
        List.copyOf(openings),
        test);
  }
}
