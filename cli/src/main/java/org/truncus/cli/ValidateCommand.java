package org.truncus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.truncus.model.ModelPackage;
import org.truncus.progress.Interrupts;
import org.truncus.progress.StopSignal;
import org.truncus.validate.Requirement;
import org.truncus.validate.Validation;
import org.truncus.validate.ValidationOptions;
import org.truncus.validate.ValidationReport;
import org.truncus.validate.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code truncus validate}: the acceptance test for hospital IT. */
@Command(
    name = "validate",
    description = "Tries a model package on a list with known findings and writes a report.",
    headerHeading = "Examples:%n",
    header = {
      "  truncus validate --model models/chest/1 --list list.csv --report acceptance",
      "  truncus validate --model models/chest --list list.csv --report acceptance --require"
          + " 'auroc.ci_low>=0.85' --require 'sensitivity@opacity>=0.9'%n"
    })
final class ValidateCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ComputeOptions compute;
  @Mixin private TrustOptions trust;
  @Spec private CommandSpec spec;

  @Option(names = "--model", paramLabel = "MODEL", required = true, description = "The package.")
  private Path model;

  @Option(names = "--list", paramLabel = "CSV", required = true, description = "The list.")
  private Path list;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      required = true,
      description = "Where report.html, report.json, predictions.csv and errors.csv go.")
  private Path report;

  @Option(names = "--root", paramLabel = "DIR", description = "Folder that image paths start from.")
  private Path root;

  @Option(
      names = "--split",
      paramLabel = "train|val|test|all",
      description = "Default: test, or all rows of a list without splits.")
  private String split;

  @Option(
      names = "--require",
      paramLabel = "REQUIREMENT",
      description =
          "metric[.ci_low|.ci_high][@label][@column=value] op number; repeatable. Exit code 4 where"
              + " one isn't met.")
  private List<String> requirements = List.of();

  @Option(
      names = "--prevalence",
      paramLabel = "LABEL=P",
      description = "How frequent a finding is at this site, for PPV and NPV there; repeatable.")
  private Map<String, Double> prevalence = new LinkedHashMap<>();

  @Override
  public Integer call() {
    StopSignal stop = new StopSignal();
    Interrupts.stopOnSignal(stop, "truncus: stopping after this image; no report is written");
    ModelPackage.open(model, trust.trust()); // refuses before anything is read of the list
    ValidationReport result =
        Validation.run(model, list, report, options(), common.progress(), stop, Clock.systemUTC());
    PrintWriter out = spec.commandLine().getOut();
    out.print(ValidationText.of(result));
    out.println(report.resolve("report.html"));
    if (result.verdict() == Verdict.FAIL) {
      return ExitCode.REQUIREMENT_NOT_MET;
    }
    return result.failures().isEmpty() ? ExitCode.OK : ExitCode.PARTLY_DONE;
  }

  private ValidationOptions options() {
    return ValidationOptions.standard()
        .withRoot(root)
        .withSplit(split)
        .withRequirements(requirements.stream().map(Requirement::parse).toList())
        .withPrevalence(prevalence)
        .withExecution(compute.options());
  }
}
