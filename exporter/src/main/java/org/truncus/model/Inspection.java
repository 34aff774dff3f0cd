package org.truncus.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.calibrate.Calibration;
import org.truncus.calibrate.CalibrationText;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.list.Task;

/**
 * A package in short, as text or as JSON. Making one verifies the package; it needs no TensorFlow
 * unless the golden vectors are to be replayed.
 *
 * @param folder the version folder
 * @param name of the model
 * @param version of the package
 * @param sha256 the package's identity
 * @param integrity {@code verified}: an altered package can't be inspected
 * @param createdAt when it was exported
 * @param truncusVersion what wrote it
 * @param algorithm name, version, manufacturer, codes
 * @param task what the outputs mean
 * @param labels in the order of the outputs
 * @param network what was built, strategy, parameters, in words
 * @param input what is to be fed
 * @param calibration how probabilities are made
 * @param operatingPoints thresholds
 * @param validDomain the images the model is meant for
 * @param limitations what a user must know
 * @param provenance run, list and starting weights
 * @param signature whether it is signed, and whether that was checked
 * @param golden how many golden vectors there are, and how they came out where they were replayed
 * @param folding what folding batch normalisation changed
 * @param forms the precisions it can be run in, and how they differ
 * @param findings the code of each label in reports
 * @param card what its maker says of it, and what is not stated
 * @param bytes size of all files
 */
public record Inspection(
    String folder,
    String name,
    long version,
    String sha256,
    String integrity,
    Instant createdAt,
    String truncusVersion,
    Algorithm algorithm,
    Task task,
    List<String> labels,
    String network,
    ModelInput input,
    Calibration calibration,
    List<OperatingPoint> operatingPoints,
    ValidDomain validDomain,
    List<String> limitations,
    Map<String, String> provenance,
    SignatureState signature,
    GoldenState golden,
    Assurance.Folding folding,
    List<Form> forms,
    Map<String, LabelCode> findings,
    CardState card,
    long bytes) {

  /**
   * The golden vectors.
   *
   * @param vectors how many the package has; 0 for none, then no loader takes it
   * @param replay how they came out; null where they were not replayed
   */
  public record GoldenState(int vectors, GoldenReplay replay) {}

  /**
   * What is said of the model in words.
   *
   * @param texts as its maker gave them
   * @param notStated keys of the texts that nothing was said for
   */
  public record CardState(CardTexts texts, List<String> notStated) {}

  /**
   * Opens and verifies a package.
   *
   * @param path the version folder, or the folder above for its highest version
   * @throws InvalidPackageException where it is altered, incomplete or no package
   */
  public static Inspection of(Path path) {
    return of(ModelPackage.open(path));
  }

  /** The same of an open package. */
  public static Inspection of(ModelPackage model) {
    return of(model, false);
  }

  /**
   * The same of an open package.
   *
   * @param replay whether to load the graph and replay the golden vectors
   * @throws InvalidPackageException where one is not reproduced
   */
  public static Inspection of(ModelPackage model, boolean replay) {
    PackageManifest manifest = model.manifest();
    Assurance assurance =
        manifest.assurance() == null ? new Assurance(0, null, List.of()) : manifest.assurance();
    return new Inspection(
        model.folder().toString(),
        manifest.name(),
        manifest.version(),
        model.sha256(),
        "verified",
        manifest.createdAt(),
        manifest.truncusVersion(),
        manifest.algorithm(),
        manifest.task(),
        manifest.labels(),
        network(manifest),
        manifest.input(),
        manifest.calibration(),
        manifest.operatingPoints(),
        manifest.validDomain(),
        manifest.limitations(),
        provenance(manifest.training()),
        model.signature(),
        new GoldenState(assurance.goldenVectors(), replay ? replayed(model) : null),
        assurance.folding(),
        assurance.forms(),
        findings(manifest),
        new CardState(manifest.card(), manifest.card().missing()),
        PackageFiles.totalBytes(model.folder()));
  }

  private static GoldenReplay replayed(ModelPackage model) {
    try (ModelRunner runner = ModelRunner.load(model)) {
      return runner.golden();
    }
  }

  private static Map<String, LabelCode> findings(PackageManifest manifest) {
    Map<String, LabelCode> findings = new LinkedHashMap<>();
    manifest.labels().forEach(label -> findings.put(label, manifest.algorithm().code(label)));
    return findings;
  }

  private static String network(PackageManifest manifest) {
    return String.format(
        Locale.ROOT,
        "%s; strategy %s, %,d parameters, %.1f million multiply-accumulates",
        manifest.built().words(),
        manifest.strategy(),
        manifest.parameters().total(),
        manifest.macs() / 1e6);
  }

  private static Map<String, String> provenance(JsonNode training) {
    Map<String, String> provenance = new LinkedHashMap<>();
    put(provenance, "run", training.path("id"));
    put(provenance, "list", training.path("data").path("list"));
    put(provenance, "listSha256", training.path("data").path("sha256"));
    put(provenance, "initialWeights", training.path("weights").path("file"));
    put(provenance, "initialWeightsSha256", training.path("weights").path("sha256"));
    put(provenance, "bestWeightsSha256", training.path("bestWeightsSha256"));
    put(provenance, "seed", training.path("seed"));
    return provenance;
  }

  private static void put(Map<String, String> facts, String key, JsonNode value) {
    if (value.isValueNode() && !value.isNull()) {
      facts.put(key, value.asText());
    }
  }

  /** For a terminal: one fact a line, ending in a line feed. */
  public String text() {
    StringBuilder out = new StringBuilder();
    line(out, "model", name + " " + version + " (" + integrity + ", " + bytes / 1024 + " KiB)");
    line(out, "folder", folder);
    line(out, "sha256", sha256);
    line(out, "signature", signatureWords());
    line(out, "created", createdAt + " by Truncus " + truncusVersion);
    line(
        out,
        "algorithm",
        algorithm.name() + " " + algorithm.version() + ", " + algorithm.manufacturer());
    line(out, "network", network);
    line(
        out,
        "input",
        input.photometric()
            + ", fitted to "
            + input.size()
            + " x "
            + input.size()
            + " in the graph");
    line(out, "pixels", "VOI " + input.pixels().voi());
    line(out, "domain", validDomain.words());
    line(out, "labels", task.name().toLowerCase(Locale.ROOT));
    labels.forEach(label -> label(out, label));
    limitations.forEach(limitation -> line(out, "limitation", limitation));
    line(out, "golden vectors", goldenWords());
    if (folding != null) {
      line(out, "folding", folding.words());
    }
    forms.forEach(form -> line(out, "form " + form.precision().text(), form.words()));
    line(
        out,
        "model card",
        ModelPackage.MODEL_CARD
            + (card.notStated().isEmpty()
                ? ", complete"
                : ", not stated: " + String.join(", ", card.notStated())));
    provenance.forEach((key, value) -> line(out, key, value));
    return out.toString();
  }

  private String signatureWords() {
    return signature.status().words()
        + (signature.keySha256() == null ? "" : ", key " + signature.keySha256());
  }

  private String goldenWords() {
    if (golden.vectors() == 0) {
      return "none, so that it can't be loaded; export the run again";
    }
    GoldenReplay replay = golden.replay();
    return replay == null
        ? golden.vectors() + ", replayed at every loading (inspect --replay does it now)"
        : String.format(
            Locale.ROOT,
            "%d reproduced in %.0f ms, probabilities within %.1e, logits within %.1e",
            replay.vectors(),
            replay.millis(),
            replay.maxProbabilityDifference(),
            replay.maxLogitDifference());
  }

  private void label(StringBuilder out, String label) {
    LabelCalibration one = calibration.perLabel().get(label);
    StringBuilder facts = new StringBuilder(label);
    facts.append(", ").append(one.calibrator().words());
    if (one.calibrated()) {
      facts.append(
          String.format(Locale.ROOT, " (ECE %.3f to %.3f)", one.before().ece(), one.after().ece()));
    }
    LabelCode code = findings.get(label);
    facts.append(", code ").append(code.value()).append(' ').append(code.scheme());
    line(out, "", facts.toString());
    CalibrationText.remarks(label, one).forEach(remark -> line(out, "", "  " + remark));
    for (OperatingPoint point : operatingPoints) {
      if (point.label().equals(label)) {
        line(
            out,
            "",
            String.format(
                Locale.ROOT,
                "  %s%s: %s, threshold %.4f, sensitivity %.3f, specificity %.3f on validation",
                point.name(),
                point.isDefault() ? " (default)" : "",
                point.target(),
                point.threshold(),
                point.sensitivity(),
                point.specificity()));
      }
    }
  }

  private static void line(StringBuilder out, String key, String value) {
    out.append(String.format(Locale.ROOT, "%-22s%s\n", key, value));
  }
}
