package org.truncus.search;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.truncus.experiment.Cell;
import org.truncus.experiment.CellListener;
import org.truncus.experiment.CellOutcome;
import org.truncus.experiment.CellPlanner;
import org.truncus.experiment.CellRunner;
import org.truncus.experiment.CellStore;
import org.truncus.net.Backbone;
import org.truncus.net.Backbones;
import org.truncus.progress.StopSignal;
import org.truncus.train.HistoryEntry;
import org.truncus.train.RunFolder;
import org.truncus.train.RunOptions;
import org.truncus.train.RunRecord;
import org.truncus.train.RunStatus;
import org.truncus.train.Selection;
import org.truncus.train.Strategy;
import org.truncus.train.TrainConfig;

/**
 * The runs of a search: one cell for each cut and seed. A run is paused at a rung and gone on with
 * from its checkpoint, which gives the same result as training without a pause. No run looks at the
 * test split.
 */
final class SearchCells implements CutScores {

  /** Thrown through the search where the user has asked to stop. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("stopped");
    }
  }

  private final SearchOptions options;
  private final CellStore store;
  private final CellListener listener;
  private final StopSignal stop;
  private final Clock clock;
  private final Backbone backbone;
  private final CellPlanner planner = new CellPlanner();
  private final Map<String, List<Cell>> cells = new LinkedHashMap<>();
  private final Map<String, Integer> reached = new LinkedHashMap<>();

  SearchCells(
      SearchOptions options, CellStore store, CellListener listener, StopSignal stop, Clock clock) {
    this.options = options;
    this.store = store;
    this.listener = listener;
    this.stop = stop;
    this.clock = clock;
    this.backbone = Backbones.byName(options.config().network().backbone());
  }

  /** The seeds of the repeats. */
  List<Long> seeds() {
    return LongStream.range(0, options.seeds())
        .map(i -> options.config().seed() + i)
        .boxed()
        .toList();
  }

  /**
   * The cells of a cut, one a seed.
   *
   * @throws org.truncus.problem.TruncusException where they couldn't run
   */
  List<Cell> of(String cut) {
    List<Cell> known = cells.get(cut);
    if (known == null) {
      known = new ArrayList<>();
      for (long seed : seeds()) {
        known.add(
            planner.cell(cut, Map.of("cut", cut, "seed", Long.toString(seed)), config(cut, seed)));
      }
      cells.put(cut, known);
    }
    return known;
  }

  private TrainConfig config(String cut, long seed) {
    TrainConfig base = options.config();
    boolean whole = cut.equals(backbone.resolve(Backbone.FULL));
    String strategy = base.network().weights() == null ? "scratch" : whole ? "full" : "truncated";
    return base.toBuilder()
        .data(data -> data.splitSeed(base.seed()))
        .network(network -> network.strategy(Strategy.named(strategy)).cut(cut))
        .seed(seed)
        .build();
  }

  /** The run folder of a cell. */
  RunFolder run(Cell cell) {
    return store.run(cell);
  }

  /** After how many epochs a cut was scored last. */
  int reached(String cut) {
    return reached.getOrDefault(cut, 0);
  }

  @Override
  public List<CutScore> after(int epochs, List<String> cuts) {
    List<Cell> todo = new ArrayList<>();
    for (String cut : cuts) {
      of(cut).stream().filter(cell -> !isAt(cell, epochs)).forEach(todo::add);
      reached.put(cut, epochs);
    }
    train(todo, epochs);
    return cuts.stream().map(cut -> score(cut, epochs, options.metric())).toList();
  }

  /** Trains cells up to an epoch. */
  void train(List<Cell> todo, int epochs) {
    boolean last = epochs >= options.config().recipe().epochs();
    RunOptions lean = RunOptions.lean().withTestClosed();
    CellRunner runner = CellRunner.here(store, last ? lean : lean.withPauseAfter(epochs), clock);
    Map<Cell, CellOutcome> outcomes = runner.run(todo, listener, stop);
    if (stop.asked()
        && todo.stream().anyMatch(cell -> !isAt(cell, epochs) && !failed(outcomes, cell))) {
      throw new StoppedException();
    }
  }

  private static boolean failed(Map<Cell, CellOutcome> outcomes, Cell cell) {
    return outcomes.get(cell) instanceof CellOutcome.Failed;
  }

  private boolean isAt(Cell cell, int epochs) {
    RunFolder run = store.run(cell);
    if (!run.exists()) {
      return false;
    }
    RunRecord record = run.record();
    boolean enough = epochs < options.config().recipe().epochs() && record.epochs() >= epochs;
    return enough || record.status() == RunStatus.COMPLETED;
  }

  /** What a cut scores with the weights that would be kept if training ended at that epoch. */
  CutScore score(String cut, int epochs, SearchMetric metric) {
    List<Double> values = new ArrayList<>();
    for (Cell cell : of(cut)) {
      values.add(isAt(cell, epochs) ? value(run(cell).history(), epochs, metric) : Double.NaN);
    }
    return new CutScore(cut, values);
  }

  private double value(List<HistoryEntry> history, int epochs, SearchMetric metric) {
    Selection select = options.config().recipe().select();
    double best = Double.NaN;
    int bestEpoch = 0;
    for (HistoryEntry entry : history) {
      boolean counts =
          entry.epoch() <= epochs
              && entry.split().equals("val")
              && entry.name().equals(select.text());
      boolean better = select == Selection.LOSS ? entry.value() < best : entry.value() > best;
      if (counts && (Double.isNaN(best) || better)) {
        best = entry.value();
        bestEpoch = entry.epoch();
      }
    }
    return metric.of(at(history, bestEpoch, "auroc"), at(history, bestEpoch, "auprc"));
  }

  private static double at(List<HistoryEntry> history, int epoch, String name) {
    return history.stream()
        .filter(entry -> entry.epoch() == epoch && entry.split().equals("val"))
        .filter(entry -> entry.name().equals(name))
        .mapToDouble(HistoryEntry::value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
