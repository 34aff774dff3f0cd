package org.truncus.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.TruncusException;
import org.truncus.problem.UsageException;
import org.truncus.train.RunOutline;
import org.truncus.train.RunOutlines;
import org.truncus.train.Strategy;
import org.truncus.train.TrainConfig;

/**
 * Makes cells, and finds those that couldn't run before any does: a cut that the backbone doesn't
 * have, a strategy without weights, a weight file that is missing or of another network, a fraction
 * that leaves a label too few positives. Lists and weight files are read once for all cells, images
 * not at all.
 */
public final class CellPlanner {

  private static final String WEIGHTS = "weights";
  private static final String STRATEGY = "strategy";
  private static final String CUT = "cut";

  private final RunOutlines outlines = new RunOutlines();

  /**
   * The cell of one configuration.
   *
   * @param arm what it is a run of
   * @param settings what sets it apart, for tables
   * @throws TruncusException where it couldn't run
   */
  public Cell cell(String arm, Map<String, String> settings, TrainConfig config) {
    RunOutline outline = outlines.of(config);
    return new Cell(
        CellId.of(outline.config(), outline.listSha256(), outline.weightsSha256()),
        arm,
        settings,
        outline.config(),
        outline.parameters().total(),
        outline.macs(),
        outline.work());
  }

  /**
   * The cells of a specification: every combination of the grid with every arm. Weights that the
   * specification gives for all cells are left out where the strategy starts from random ones.
   *
   * @throws TruncusException with all that is impossible
   */
  public List<Cell> cells(ExperimentSpec spec, TrainSettings train) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    Map<String, List<String>> problems = new LinkedHashMap<>();
    int asked = 0;
    boolean files = false;
    for (Map<String, String> point : Combinations.of(spec.grid())) {
      for (ExperimentSpec.Arm arm : spec.arms()) {
        asked++;
        Map<String, String> settings = settings(spec, point, arm);
        String name = arm.name() == null ? name(settings) : arm.name();
        try {
          Map<String, String> varied = varied(spec, settings);
          TrainConfig config =
              train.config(settings, spec.file().toAbsolutePath().normalize().getParent());
          Cell cell = cell(name, varied, config);
          Cell same = cells.putIfAbsent(cell.id(), cell);
          if (same != null && !same.arm().equals(name)) {
            throw new UsageException("is the same run as that of " + same.words());
          }
        } catch (TruncusException e) {
          files |= !(e instanceof UsageException);
          problems
              .computeIfAbsent(e.getMessage(), message -> new ArrayList<>())
              .add(name + ", " + words(point));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw refusal(spec, asked, problems, files);
    }
    return List.copyOf(cells.values());
  }

  private static Map<String, String> settings(
      ExperimentSpec spec, Map<String, String> point, ExperimentSpec.Arm arm) {
    Map<String, String> settings = new LinkedHashMap<>(spec.base());
    settings.putAll(point);
    settings.putAll(arm.settings());
    if (!arm.settings().containsKey(WEIGHTS) && startsAtRandom(settings)) {
      settings.remove(WEIGHTS);
    }
    return settings;
  }

  private static boolean startsAtRandom(Map<String, String> settings) {
    String strategy = settings.getOrDefault(STRATEGY, "scratch");
    for (Strategy known : Strategy.values()) {
      if (known.text().equals(strategy)) {
        return !known.importsWeights();
      }
    }
    return false;
  }

  private static String name(Map<String, String> settings) {
    String strategy = settings.getOrDefault(STRATEGY, "scratch");
    String cut = settings.get(CUT);
    return cut == null || cut.equals("full") ? strategy : strategy + " " + cut;
  }

  /** The settings that differ between cells, in the order of grid and arms. */
  private static Map<String, String> varied(ExperimentSpec spec, Map<String, String> settings) {
    Set<String> keys = new LinkedHashSet<>(spec.grid().keySet());
    spec.arms().forEach(arm -> keys.addAll(arm.settings().keySet()));
    Map<String, String> varied = new LinkedHashMap<>();
    for (String key : keys) {
      if (settings.containsKey(key)) {
        varied.put(key, settings.get(key));
      }
    }
    return varied;
  }

  private static String words(Map<String, String> point) {
    StringBuilder words = new StringBuilder();
    new TreeMap<>(point)
        .forEach(
            (key, value) ->
                words.append(words.isEmpty() ? "" : ", ").append(key).append(' ').append(value));
    return words.toString();
  }

  private static TruncusException refusal(
      ExperimentSpec spec, int asked, Map<String, List<String>> problems, boolean files) {
    StringBuilder message = new StringBuilder();
    int impossible = problems.values().stream().mapToInt(List::size).sum();
    message.append(
        "%s: %d of %d cells can't run, and none was started:"
            .formatted(spec.file(), impossible, asked));
    problems.forEach(
        (problem, cells) ->
            message
                .append("\n  ")
                .append(cells.get(0))
                .append(cells.size() > 1 ? " and " + (cells.size() - 1) + " more" : "")
                .append(": ")
                .append(problem.replace("\n", "\n    ")));
    return files
        ? new InvalidInputException(message.toString())
        : new UsageException(message.toString());
  }
}
