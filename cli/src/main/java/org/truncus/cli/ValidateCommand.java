package org.truncus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.truncus.evaluate.LabelValue;
import org.truncus.json.Json;
import org.truncus.progress.Interrupts;
import org.truncus.progress.StopSignal;
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
    description = {
      "Tries a model package on a list with known findings and writes a report.",
      "Stopped or killed, the same command goes on where it was. Exit code 4: a requirement isn't"
          + " met, or can't be told from these rows; 5: some images could not be scored."
    },
    headerHeading = "Examples:%n",
    header = {
      "  truncus validate --model models/chest --list list.csv --report acceptance",
      "  truncus validate --model models/chest --list list.csv --report acceptance --require"
          + " 'auroc.ci_low>=0.85' --require 'sensitivity@opacity>=0.9'",
      "  truncus validate --model models/chest/2 --model models/chest/1 --list list.csv --report"
          + " both --requirements acceptance.yml --prevalence 0.02%n"
    })
final class ValidateCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ComputeOptions compute;
  @Mixin private TrustOptions trust;
  @Mixin private JsonOption json;
  @Mixin private AcceptanceFlags acceptance;
  @Mixin private GroupFlags groups;
  @Mixin private RivalFlags rivals;
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      required = true,
      description = "The package; repeated, the others are put beside the first.")
  private List<Path> models;

  @Option(names = "--list", paramLabel = "CSV", required = true, description = "The list.")
  private Path list;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      required = true,
      description =
          "Where report.html, report.json, baseline.json, predictions.csv, cases.csv and errors.csv"
              + " go.")
  private Path report;

  @Option(names = "--root", paramLabel = "DIR", description = "Folder that image paths start from.")
  private Path root;

  @Option(
      names = "--split",
      paramLabel = "train|val|test|all",
      description = "Default: test, or all rows of a list without splits.")
  private String split;

  @Option(
      names = "--prevalence",
      paramLabel = "[LABEL=]P",
      description =
          "How frequent a finding is at this site, for predictive values and alerts there; for one"
              + " label or for all; repeatable.")
  private List<String> prevalence = List.of();

  @Option(names = "--pdf", description = "Write the page as report.pdf, too.")
  private boolean pdf;

  @Option(
      names = "--replicates",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Of the bootstrap (default: ${DEFAULT-VALUE}).")
  private int replicates;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the bootstrap (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    StopSignal stop = new StopSignal();
    Interrupts.stopOnSignal(
        stop, "truncus: stopping after this image; the same command goes on from there");
    ValidationReport result =
        Validation.run(
            models.get(0), list, report, options(), common.progress(), stop, Clock.systemUTC());
    json.print(
        spec,
        Json.read(report.resolve("report.json"), JsonNode.class),
        () -> ValidationText.of(result) + report.resolve("report.html") + System.lineSeparator());
    if (result.verdict() == Verdict.FAIL || result.verdict() == Verdict.INSUFFICIENT) {
      return ExitCode.REQUIREMENT_NOT_MET;
    }
    return result.failures().isEmpty() ? ExitCode.OK : ExitCode.PARTLY_DONE;
  }

  private ValidationOptions options() {
    Map<String, Double> byLabel = new LinkedHashMap<>();
    prevalence.forEach(
        text -> {
          LabelValue value = LabelValue.parse("--prevalence", text);
          byLabel.put(value.label(), value.value());
        });
    return ValidationOptions.standard()
        .withRoot(root)
        .withSplit(split)
        .withRequirements(acceptance.requirements())
        .withPrevalence(byLabel)
        .withSubgroups(groups.grouping())
        .withBootstrap(replicates, seed)
        .withPdf(pdf)
        .withRivals(rivals.rivals(models.subList(1, models.size())))
        .withExecution(compute.options())
        .withTrust(trust.trust());
  }
}
