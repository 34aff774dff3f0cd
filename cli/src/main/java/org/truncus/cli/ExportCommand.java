package org.truncus.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.truncus.model.ExportOptions;
import org.truncus.model.LabelCode;
import org.truncus.model.PackageExport;
import org.truncus.model.ValidDomain;
import org.truncus.problem.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code truncus export}: a model package from a run. */
@Command(
    name = "export",
    description = "Writes a model package from a run and prints its path.",
    headerHeading = "Examples:%n",
    header = {
      "  truncus export --run runs/a --models models --name chest",
      "  truncus export --run runs/a --models models --name chest --sensitivity 0.95 --code"
          + " opacity=125001,99LOCAL,'Pulmonary opacity'%n"
    })
final class ExportCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private CalibrationFlags calibration;
  @Spec private CommandSpec spec;

  @Option(names = "--run", paramLabel = "RUN", required = true, description = "The run folder.")
  private Path run;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      required = true,
      description = "The folder of packages; the new one is DIR/NAME/<next version>.")
  private Path models;

  @Option(names = "--name", paramLabel = "NAME", required = true, description = "The model's name.")
  private String name;

  @Option(
      names = "--sensitivity",
      paramLabel = "S",
      defaultValue = "0.90",
      description =
          "The operating point: the highest specificity at which the validation split reaches this"
              + " sensitivity (default: ${DEFAULT-VALUE}).")
  private double sensitivity;

  @Option(
      names = "--code",
      paramLabel = "LABEL=VALUE,SCHEME,MEANING",
      description = "The code of a finding in reports; repeatable.")
  private List<String> codes = List.of();

  @Option(
      names = "--modality",
      split = ",",
      defaultValue = "CR,DX",
      paramLabel = "CS",
      description = "Modalities the model is for (default: ${DEFAULT-VALUE}).")
  private List<String> modalities;

  @Option(
      names = "--view",
      split = ",",
      defaultValue = "PA,AP",
      paramLabel = "CS",
      description = "View positions the model is for (default: ${DEFAULT-VALUE}).")
  private List<String> views;

  @Option(
      names = "--body-part",
      split = ",",
      defaultValue = "CHEST",
      paramLabel = "CS",
      description = "Body parts the model is for (default: ${DEFAULT-VALUE}).")
  private List<String> bodyParts;

  @Option(
      names = "--manufacturer",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Who made the model, for reports and the model card.")
  private String manufacturer;

  @Override
  public Integer call() {
    ExportOptions options =
        ExportOptions.standard()
            .withTargetSensitivity(sensitivity)
            .withValidDomain(new ValidDomain(modalities, views, bodyParts))
            .withManufacturer(manufacturer)
            .withCodes(labelCodes())
            .withCalibration(calibration.options());
    Path written = PackageExport.export(run, models, name, options, common.progress());
    spec.commandLine().getOut().println(written);
    spec.commandLine()
        .getErr()
        .println("Next: truncus validate --model " + written + " --list LIST.csv --report DIR");
    return ExitCode.OK;
  }

  private Map<String, LabelCode> labelCodes() {
    Map<String, LabelCode> byLabel = new LinkedHashMap<>();
    for (String code : codes) {
      String[] sides = code.split("=", 2);
      String[] parts = sides.length == 2 ? sides[1].split(",", 3) : new String[0];
      if (parts.length != 3) {
        throw new UsageException(
            "--code " + code + ": expected LABEL=VALUE,SCHEME,MEANING, all three of the code");
      }
      try {
        byLabel.put(sides[0], new LabelCode(parts[0], parts[1], parts[2]));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--code " + code + ": " + e.getMessage(), e);
      }
    }
    return byLabel;
  }
}
