package org.truncus.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.truncus.net.Backbone;
import org.truncus.problem.UsageException;
import org.truncus.progress.Interrupts;
import org.truncus.progress.StopSignal;
import org.truncus.search.Halving;
import org.truncus.search.Search;
import org.truncus.search.SearchMetric;
import org.truncus.search.SearchOptions;
import org.truncus.search.SearchRecord;
import org.truncus.search.SelectionRule;
import org.truncus.train.TrainConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code truncus search}: the cut for a list. */
@Command(
    name = "search",
    description = {
      "Finds where to cut a network for a list: the ends of its stages first, then the layers"
          + " inside the best stage, on validation data alone. The test split is opened once, at"
          + " the end.",
      "The same command goes on with a search that was stopped or killed."
    },
    customSynopsis = "truncus search --list CSV --out DIR [OPTIONS]",
    sortOptions = false,
    headerHeading = "Examples:%n",
    header = {
      "  truncus search --list list.csv --out search --backbone mobilenet-v1-1.0 --weights"
          + " mobilenet.h5 --epochs 20 --seeds 3",
      "  truncus search --list list.csv --out search --backbone resnet50 --weights resnet50.h5"
          + " --metric auroc --shortlist%n"
    })
final class SearchCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(names = "--list", paramLabel = "CSV", required = true, description = "The images.")
  private Path list;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the search: new, or one to go on with.")
  private Path out;

  @Option(
      names = "--metric",
      paramLabel = "auprc|auroc|mean",
      defaultValue = "auprc",
      description =
          "What cuts are compared by, as mean over the labels; the answer depends on it (default:"
              + " ${DEFAULT-VALUE}).")
  private String metric;

  @Option(
      names = "--rule",
      paramLabel = "1se|argmax",
      defaultValue = "1se",
      description =
          "The smallest network within one standard error of the best, or the best (default:"
              + " ${DEFAULT-VALUE}).")
  private String rule;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Repeats of each cut, by seeds from --seed on (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--halving",
      paramLabel = "K",
      defaultValue = "2",
      description =
          "Let one in K cuts go on after a part of the epochs; 1 trains all to the end (default:"
              + " ${DEFAULT-VALUE}).")
  private int halving;

  @Option(
      names = "--next-stage",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Whether the first cut of the stage after the best is tried (default: yes).")
  private boolean nextStage;

  @Option(
      names = "--shortlist",
      description = "First fine-tune the whole network briefly, and leave out cuts without reuse.")
  private boolean shortlist;

  @Option(
      names = "--shortlist-epochs",
      paramLabel = "N",
      description = "Of that fine-tuning (default: a quarter of --epochs).")
  private Integer shortlistEpochs;

  @SuppressWarnings("UnusedVariable") // ConfigFile finds the file among the arguments
  @Mixin
  private ConfigOption config;

  @Mixin private TrainingOptions options;

  @Override
  public Integer call() {
    StopSignal stop = new StopSignal();
    Interrupts.stopOnSignal(
        stop, "truncus: finishing the batch and saving; press Ctrl-C again to stop at once");
    SearchRecord found =
        new Search(searchOptions(), out, common.progress(), stop, Clock.systemUTC()).run();
    json.print(spec, found, () -> SearchText.of(found, out));
    if (!found.completed()) {
      spec.commandLine().getErr().println("Go on with the same command.");
      return ExitCode.INTERRUPTED;
    }
    return ExitCode.OK;
  }

  private SearchOptions searchOptions() {
    TrainConfig training = options.config(list);
    if (!training.network().cut().equals(Backbone.FULL)) {
      throw new UsageException(
          "--cut %s: search finds the cut; leave the option out"
              .formatted(training.network().cut()));
    }
    int epochs = training.recipe().epochs();
    int brief = shortlistEpochs == null ? Math.max(1, epochs / 4) : shortlistEpochs;
    return new SearchOptions(
        training,
        SearchMetric.named(metric),
        SelectionRule.named(rule),
        seeds,
        new Halving(halving),
        nextStage,
        shortlist ? brief : 0);
  }
}
