package org.truncus.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.truncus.audit.Audit;
import org.truncus.audit.AuditPage;
import org.truncus.audit.ShortcutAudit;
import org.truncus.image.ImageCheck;
import org.truncus.list.Blank;
import org.truncus.list.ImageList;
import org.truncus.list.LabelPolicy;
import org.truncus.list.ListChecks;
import org.truncus.list.ListFormat;
import org.truncus.list.ListOptions;
import org.truncus.list.ListReader;
import org.truncus.list.ListRow;
import org.truncus.list.ListSummary;
import org.truncus.list.PatientFraction;
import org.truncus.list.PatientSplit;
import org.truncus.list.SplitRatios;
import org.truncus.problem.UsageException;
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
    header = {
      "  truncus list check list.csv",
      "  truncus list check list.csv --audit --report audit",
      "  truncus list check Data_Entry_2017.csv --root nih --no-images",
      "  truncus list check train.csv --uncertain ignore,Edema=ones --fraction 0.05%n"
    })
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
      names = "--format",
      paramLabel = "FORM",
      description =
          "own, chexpert, nih-cxr14, ham10000, isic2018, bimcv, covid-chestxray or two-column"
              + " (default: told by the header).")
  private String format;

  @Option(
      names = "--uncertain",
      paramLabel = "RULE[,LABEL=RULE...]",
      defaultValue = "ignore",
      description =
          "What a label of -1 counts as, ones, zeros or ignore, and for single labels (default:"
              + " ${DEFAULT-VALUE}).")
  private String uncertain;

  @Option(
      names = "--blank",
      paramLabel = "ignore|negative",
      description = "What a blank label counts as (default: negative for CheXpert, else ignore).")
  private String blank;

  @Option(
      names = "--split",
      paramLabel = "T/V/T",
      description = "Divide the patients of a list without splits into train, val and test.")
  private String split;

  @Option(
      names = "--fraction",
      paramLabel = "F",
      description = "Also count what this share of the patients leaves, in (0,1].")
  private Double fraction;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of --split and --fraction (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--no-images", description = "Don't read the images.")
  private boolean noImages;

  @Option(
      names = "--audit",
      description =
          "Also look for shortcuts: how well size, format, brightness, and the columns that are no"
              + " labels predict each label, all alone.")
  private boolean audit;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where the page of --audit goes; it shows images of patients.")
  private Path report;

  @Override
  public Integer call() {
    if (report != null && !audit) {
      throw new UsageException("--report is the page of --audit; give both");
    }
    ImageList read = divided(ListReader.read(list, options()));
    Progress progress = common.progress();
    ListSummary summary = ListSummary.of(read, progress);
    if (fraction != null) {
      summary = summary.withFraction(ListSummary.Fraction.of(read, fraction, seed));
    }
    if (audit) {
      audited(read, summary, progress);
    } else {
      json.print(spec, summary, summary::table);
    }
    if (!noImages && !audit) {
      ImageCheck.requireReadable(read.rows().stream().map(ListRow::file).toList(), progress);
    }
    if (fraction != null) {
      PatientFraction.take(read, fraction, seed);
    }
    ListChecks.oneClassOnly(read)
        .forEach(problem -> spec.commandLine().getErr().println("Note: " + problem));
    return ExitCode.OK;
  }

  /** Reads the images once for both: what can't be read is told by the audit. */
  private void audited(ImageList read, ListSummary summary, Progress progress) {
    json.printText(spec, summary::table);
    ShortcutAudit shortcuts = new ShortcutAudit(seed);
    Audit found =
        noImages ? shortcuts.ofColumns(read, progress) : shortcuts.ofImages(read, progress);
    Path page = report == null ? null : AuditPage.write(found, report, !noImages);
    json.print(spec, new AuditedList(summary, found.document()), () -> AuditText.of(found, page));
  }

  /** One document: the summary, and in it the audit. */
  private record AuditedList(@JsonUnwrapped ListSummary summary, Map<String, Object> audit) {}

  private ListOptions options() {
    LabelPolicy policy = LabelPolicy.parse(uncertain);
    return new ListOptions(
        root,
        labels,
        blank == null ? policy : policy.withBlank(Blank.parse(blank)),
        format == null ? null : ListFormat.parse(format));
  }

  /** With the splits that training would make, where they are asked for or needed. */
  private ImageList divided(ImageList read) {
    boolean wanted = split != null || fraction != null;
    return wanted && !read.hasSplits()
        ? PatientSplit.assign(
            read, split == null ? SplitRatios.standard() : SplitRatios.parse(split), seed)
        : read;
  }
}
