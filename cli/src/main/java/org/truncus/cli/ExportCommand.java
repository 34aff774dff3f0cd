package org.truncus.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truncus.model.CardTexts;
import org.truncus.model.ExportOptions;
import org.truncus.model.PackageExport;
import org.truncus.model.SigningKey;
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
          + " opacity=125001,99LOCAL,'Pulmonary opacity'",
      "  truncus export --run runs/a --models models --name chest --card card.yml --minimum-age 18"
          + " --sign keys/truncus-signing.key.pem%n"
    })
final class ExportCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private CalibrationFlags calibration;
  @Mixin private DomainFlags domain;
  @Mixin private CodeFlags codes;
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
      names = "--manufacturer",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Who made the model, for reports and the model card.")
  private String manufacturer;

  @Option(
      names = "--card",
      paramLabel = "YAML",
      description =
          "What only you can say in the model card: intendedUse, contact, licence and so on; what"
              + " is missing is called not stated.")
  private Path card;

  @Option(
      names = "--sign",
      paramLabel = "KEY",
      description = "Signs the package with an Ed25519 private key (PKCS#8, PEM; see keys new).")
  private Path key;

  @SuppressWarnings("UnusedVariable") // ConfigFile finds the file among the arguments
  @Mixin
  private ConfigOption config;

  @Override
  public Integer call() {
    ExportOptions options =
        ExportOptions.standard()
            .withTargetSensitivity(sensitivity)
            .withValidDomain(domain.domain())
            .withManufacturer(manufacturer)
            .withCodes(codes.byLabel())
            .withSites(codes.sites())
            .withCard(card == null ? CardTexts.none() : CardTexts.read(card))
            .withSigningKey(key == null ? null : SigningKey.read(key))
            .withCalibration(calibration.options());
    Path written = PackageExport.export(run, models, name, options, common.progress());
    spec.commandLine().getOut().println(written);
    spec.commandLine()
        .getErr()
        .println("Next: truncus validate --model " + written + " --list LIST.csv --report DIR");
    return ExitCode.OK;
  }
}
