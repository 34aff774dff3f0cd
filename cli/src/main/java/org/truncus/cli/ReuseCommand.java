package org.truncus.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.truncus.list.Split;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.reuse.Reuse;
import org.truncus.reuse.ReuseFolder;
import org.truncus.reuse.ReuseOptions;
import org.truncus.reuse.ReuseReport;
import org.truncus.train.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code truncus reuse}: SVCCA between two runs, or a run and what it started from. */
@Command(
    name = "reuse",
    description =
        "Measures layer by layer how much of one network's features is found in another's (SVCCA),"
            + " beside the floor that chance gives.",
    sortOptions = false,
    headerHeading = "Examples:%n",
    header = {
      "  truncus reuse --run runs/full --out reuse           fine-tuned against its first weights",
      "  truncus reuse --run runs/a --run runs/b --list list.csv --out reuse%n"
    })
final class ReuseCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;
  @Mixin private ComputeOptions compute;
  @Spec private CommandSpec spec;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      required = true,
      description = "A run folder; given twice, the two are compared, else the run and its start.")
  private List<Path> runs;

  @Option(
      names = "--list",
      paramLabel = "CSV",
      description = "The images; labels don't matter (default: the list of the first run).")
  private Path list;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where index.html, reuse.csv, curves.csv and the plots go.")
  private Path out;

  @Option(
      names = "--split",
      split = ",",
      paramLabel = "train,val,test",
      description = "Rows to draw images from (default: train,val).")
  private Set<Split> splits = EnumSet.of(Split.TRAIN, Split.VAL);

  @Option(
      names = "--cuts",
      split = ",",
      paramLabel = "CUT",
      description = "Whose layers are compared (default: every cut that both runs have).")
  private List<String> cuts = List.of();

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "500",
      description = "Images at most (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--rows-per-channel",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Positions kept for each channel, and 20,000 of any layer (default: ${DEFAULT-VALUE}).")
  private int rowsPerChannel;

  @Option(
      names = "--variance",
      paramLabel = "SHARE",
      defaultValue = "0.99",
      description = "Kept by the singular vectors of a layer (default: ${DEFAULT-VALUE}).")
  private double variance;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of images, positions and the floor (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    if (runs.size() > 2) {
      throw new UsageException("--run: found " + runs.size() + ", expected one or two");
    }
    Reuse reuse =
        new Reuse(
            list,
            splits,
            new ReuseOptions(cuts, images, rowsPerChannel, variance, seed),
            compute.options());
    RunFolder first = new RunFolder(runs.get(0));
    Progress progress = common.progress();
    ReuseReport report =
        runs.size() == 1
            ? reuse.ofRun(first, progress)
            : reuse.ofRuns(first, new RunFolder(runs.get(1)), progress);
    if (out != null) {
      new ReuseFolder(out).write(report);
    }
    json.print(spec, ReuseText.document(report), () -> ReuseText.of(report, out));
    return ExitCode.OK;
  }
}
