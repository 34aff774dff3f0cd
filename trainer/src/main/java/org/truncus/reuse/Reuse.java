package org.truncus.reuse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.truncus.list.ListRow;
import org.truncus.list.Split;
import org.truncus.net.ExecutionOptions;
import org.truncus.progress.Progress;
import org.truncus.train.FeatureReader;
import org.truncus.train.RunFolder;
import org.truncus.train.RunRows;

/**
 * Measures the reuse of features between two runs, or between a run and what it started from.
 *
 * @param list the images, in the form and with the splits that the first run has; null for its list
 * @param splits the rows images are drawn from
 * @param options how
 * @param execution where and how to compute
 */
public record Reuse(
    Path list, Set<Split> splits, ReuseOptions options, ExecutionOptions execution) {

  /**
   * Compares a run's best weights with those it started from.
   *
   * @throws org.truncus.problem.InvalidInputException where the run has no weights yet, or the file
   *     it started from is gone
   */
  public ReuseReport ofRun(RunFolder run, Progress progress) {
    try (FeatureReader before = new FeatureReader(run, FeatureReader.Weights.INITIAL, execution);
        FeatureReader after = new FeatureReader(run, FeatureReader.Weights.BEST, execution)) {
      return report(
          run,
          new Named(run.path() + " at its start", before),
          new Named(run.path().toString(), after),
          progress);
    }
  }

  /**
   * Compares the best weights of two runs.
   *
   * @throws org.truncus.problem.UsageException where they are of two backbones
   */
  public ReuseReport ofRuns(RunFolder first, RunFolder second, Progress progress) {
    try (FeatureReader one = new FeatureReader(first, FeatureReader.Weights.BEST, execution);
        FeatureReader other = new FeatureReader(second, FeatureReader.Weights.BEST, execution)) {
      return report(
          first,
          new Named(first.path().toString(), one),
          new Named(second.path().toString(), other),
          progress);
    }
  }

  private record Named(String name, FeatureReader reader) {}

  private ReuseReport report(RunFolder run, Named first, Named second, Progress progress) {
    List<ListRow> images = RunRows.draw(run, list, splits, options.images(), options.seed());
    ReuseAnalysis analysis = new ReuseAnalysis(images, options, progress);
    List<LayerReuse> layers = analysis.layers(first.reader(), second.reader());
    List<ReuseReport.Across> across = new ArrayList<>();
    for (Named network : List.of(first, second)) {
      List<LayerReuse> pairs = analysis.across(network.reader());
      if (!pairs.isEmpty()) {
        across.add(new ReuseReport.Across(network.name(), pairs));
      }
    }
    return new ReuseReport(
        first.name(),
        second.name(),
        first.reader().backbone().name(),
        (list == null ? run.record().data().list() : list).toString(),
        splits.stream().sorted().map(Split::text).collect(Collectors.joining(" and ")),
        images.size(),
        options,
        layers,
        across);
  }
}
