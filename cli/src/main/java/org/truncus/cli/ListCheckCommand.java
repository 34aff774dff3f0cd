package org.truncus.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.truncus.image.ImageCheck;
import org.truncus.list.ImageList;
import org.truncus.list.ListChecks;
import org.truncus.list.ListOptions;
import org.truncus.list.ListReader;
import org.truncus.list.ListRow;
import org.truncus.list.ListSummary;
import org.truncus.list.Uncertain;
import org.truncus.progress.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus list check}: what is in a list, and all that is wrong with it. */
@Command(
    name = "check",
    description = "Says what is in a list of images and all that is wrong with it.",
    headerHeading = "Examples:%n",
    header = {"  truncus list check list.csv", "  truncus list check list.csv.gz --no-images%n"})
final class ListCheckCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "LIST.csv", description = "The list.")
  private Path list;

  @Option(names = "--root", paramLabel = "DIR", description = "Folder that image paths start from.")
  private Path root;

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "LABEL",
      description = "Only these (default: all).")
  private List<String> labels = List.of();

  @Option(
      names = "--uncertain",
      paramLabel = "ones|zeros|ignore",
      defaultValue = "ignore",
      description = "What a label of -1 counts as (default: ${DEFAULT-VALUE}).")
  private Uncertain uncertain;

  @Option(names = "--no-images", description = "Don't read the images.")
  private boolean noImages;

  @Override
  public Integer call() {
    ImageList read = ListReader.read(list, new ListOptions(root, labels, uncertain));
    Progress progress = common.progress();
    ListSummary summary = ListSummary.of(read, progress);
    json.print(spec, summary, summary::table);
    if (!noImages) {
      ImageCheck.requireReadable(read.rows().stream().map(ListRow::file).toList(), progress);
    }
    ListChecks.oneClassOnly(read)
        .forEach(problem -> spec.commandLine().getErr().println("Note: " + problem));
    return ExitCode.OK;
  }
}
