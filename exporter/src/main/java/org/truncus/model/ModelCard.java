package org.truncus.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.truncus.calibrate.CalibrationText;
import org.truncus.calibrate.OperatingPointText;

/**
 * The model card (Mitchell et al. 2019) as Markdown with a YAML head: what the manifest says, for
 * people. Everything in it is taken from the manifest; what isn't there is called not stated.
 */
final class ModelCard {

  private final PackageManifest manifest;
  private final CardTexts texts;
  private final StringBuilder text = new StringBuilder();

  private ModelCard(PackageManifest manifest) {
    this.manifest = manifest;
    this.texts = manifest.card();
  }

  static String of(PackageManifest manifest) {
    return new ModelCard(manifest).write();
  }

  private String write() {
    text.append(CardFrontMatter.of(manifest));
    line("# " + manifest.algorithm().name() + " " + manifest.algorithm().version());
    line("");
    line("> Research software. Not a medical device; not for diagnosis without a physician.");
    details();
    use();
    said("Factors", texts.factors());
    metrics();
    said("Evaluation data", texts.evaluationData());
    text.append(CardNumbers.split(manifest, "test"));
    said("Training data", texts.trainingData());
    text.append(CardNumbers.split(manifest, "train"));
    text.append(CardNumbers.split(manifest, "val"));
    heading("Quantitative analyses");
    text.append(CardNumbers.metrics(manifest));
    calibration();
    operatingPoints();
    findings();
    limitations();
    said("Ethical considerations", texts.ethicalConsiderations());
    said("Caveats and recommendations", texts.caveats());
    text.append(CardRecord.of(manifest));
    return text.toString();
  }

  private void said(String title, String words) {
    heading(title);
    line(words == null ? CardTexts.NOT_STATED : words.strip());
  }

  private void metrics() {
    heading("Metrics");
    line("Area under the ROC curve (AUROC) and average precision (AUPRC, a sum of steps, beside");
    line("its value for chance, the prevalence); their 95 % intervals draw patients, not images.");
    line(
        "Sensitivity and specificity at the operating points. Expected calibration error (ECE) in");
    line("15 bins of equal mass, and the Brier score.");
  }

  private void findings() {
    heading("Coded findings");
    line("A label that nobody gave a code is reported by its name under the private scheme");
    line(LabelCode.PRIVATE_SCHEME + ".");
    line("");
    line("| label | code value | scheme | meaning |");
    line("|---|---|---|---|");
    for (String label : manifest.labels()) {
      LabelCode code = manifest.algorithm().code(label);
      line(
          String.format(
              "| %s | %s | %s | %s |", label, code.value(), code.scheme(), code.meaning()));
    }
  }

  private void details() {
    heading("Model details");
    item("Package", manifest.name() + " " + manifest.version() + ", " + manifest.createdAt());
    item("Manufacturer", manifest.algorithm().manufacturer());
    item("Written by", "Truncus " + manifest.truncusVersion());
    item("Contact", stated(texts.contact()));
    item("Licence", stated(texts.licence()));
    item("Citation", stated(texts.citation()));
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

  private static String stated(String words) {
    return words == null ? "not stated" : words.strip();
  }

  private String taskWords() {
    return switch (manifest.task()) {
      case MULTILABEL -> "independent findings";
      case MULTICLASS -> "one of these classes";
    };
  }

  private void use() {
    said("Intended use", texts.intendedUse());
    line("");
    item("Intended users", stated(texts.intendedUsers()));
    heading("Valid domain");
    ValidDomain domain = manifest.validDomain();
    item("Modalities", any(domain.modalities()));
    item("Views", any(domain.views()));
    item("Body parts", any(domain.bodyParts()));
    item("Photometric interpretations", any(domain.photometrics()));
    item(
        "Age",
        domain.minimumAge() == null ? "not restricted" : "from " + domain.minimumAge() + " years");
    line("");
    line(
        "Images outside of this domain were not tried and are out of scope. What a header doesn't");
    line("say isn't held against an image; what it says must fit.");
    said("Out of scope", texts.outOfScope());
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
    line(OperatingPointText.markdown(manifest.operatingPoints()));
  }

  private void limitations() {
    said("Failure modes", texts.failureModes());
    heading("Limitations found at export");
    if (manifest.limitations().isEmpty()) {
      line("None were found at export. That does not mean that there are none.");
    }
    line(manifest.limitations().stream().map(l -> "- " + l).collect(Collectors.joining("\n")));
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
