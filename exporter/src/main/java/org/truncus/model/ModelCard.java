package org.truncus.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.truncus.calibrate.CalibrationText;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.metric.Interval;

/**
 * The model card (Mitchell et al. 2019) as Markdown: what the manifest says, for people. Everything
 * in it is taken from the manifest.
 */
final class ModelCard {

  private final PackageManifest manifest;
  private final StringBuilder text = new StringBuilder();

  private ModelCard(PackageManifest manifest) {
    this.manifest = manifest;
  }

  static String of(PackageManifest manifest) {
    return new ModelCard(manifest).write();
  }

  private String write() {
    line("# " + manifest.algorithm().name() + " " + manifest.algorithm().version());
    line("");
    line("> Research software. Not a medical device; not for diagnosis without a physician.");
    details();
    use();
    calibration();
    operatingPoints();
    limitations();
    return text.toString();
  }

  private void details() {
    heading("Model details");
    item("Package", manifest.name() + " " + manifest.version() + ", " + manifest.createdAt());
    item("Manufacturer", manifest.algorithm().manufacturer());
    item("Written by", "Truncus " + manifest.truncusVersion());
    item(
        "Network",
        String.format(
            Locale.ROOT,
            "%s; strategy %s; %,d parameters, %.1f million multiply-accumulates",
            manifest.built().words(),
            manifest.strategy(),
            manifest.parameters().total(),
            manifest.macs() / 1e6));
    ModelInput input = manifest.input();
    item(
        "Input",
        input.photometric()
            + ", any size, fitted to "
            + input.size()
            + " × "
            + input.size()
            + " in the graph");
    item("Output", String.join(", ", manifest.labels()) + " (" + taskWords() + ")");
  }

  private String taskWords() {
    return switch (manifest.task()) {
      case MULTILABEL -> "independent findings";
      case MULTICLASS -> "one of these classes";
    };
  }

  private void use() {
    heading("Intended domain");
    ValidDomain domain = manifest.validDomain();
    item("Modalities", any(domain.modalities()));
    item("Views", any(domain.views()));
    item("Body parts", any(domain.bodyParts()));
    line("");
    line("Images outside of this domain were not tried and are out of scope.");
  }

  private static String any(List<String> values) {
    return values.isEmpty() ? "not restricted" : String.join(", ", values);
  }

  private void calibration() {
    heading("Calibration");
    line(
        String.format(
            Locale.ROOT,
            "Fitted on the %s split: %d images of %d patients (list SHA-256 %s).",
            manifest.calibration().fittedOn().split(),
            manifest.calibration().fittedOn().rows(),
            manifest.calibration().fittedOn().patients(),
            manifest.calibration().fittedOn().listSha256()));
    line("");
    line(CalibrationText.markdown(manifest.calibration()));
  }

  private void operatingPoints() {
    heading("Operating points");
    line("Measured on the rows that chose them, so they flatter the model. Validate on your data.");
    line("");
    line("| label | target | threshold | sensitivity (95 % CI) | specificity (95 % CI) |");
    line("|---|---|---|---|---|");
    for (OperatingPoint point : manifest.operatingPoints()) {
      line(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.6f | %s | %s |",
              point.label(),
              point.target(),
              point.threshold(),
              estimate(point.sensitivity(), point.ci95().sensitivity()),
              estimate(point.specificity(), point.ci95().specificity())));
    }
  }

  private static String estimate(double value, Interval interval) {
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", value, interval.low(), interval.high());
  }

  private void limitations() {
    heading("Limitations");
    if (manifest.limitations().isEmpty()) {
      line("None were found at export. That does not mean that there are none.");
    }
    line(manifest.limitations().stream().map(l -> "- " + l).collect(Collectors.joining("\n")));
    heading("Training data and provenance");
    line("The run's configuration, data, starting weights and metrics stand under `training` in");
    line("`truncus.json`, with the SHA-256 of every file of this package.");
  }

  private void heading(String title) {
    line("");
    line("## " + title);
    line("");
  }

  private void item(String name, String value) {
    line("- **" + name + "**: " + value);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
