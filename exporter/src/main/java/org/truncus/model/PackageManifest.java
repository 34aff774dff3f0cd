package org.truncus.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.truncus.calibrate.Calibration;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.list.Task;
import org.truncus.train.BuiltNetwork;

/**
 * The document {@code assets.extra/truncus.json} of a model package.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param name name of the model, the folder above the version
 * @param version counts from 1, never reused under one name
 * @param createdAt when the package was written
 * @param truncusVersion the software that wrote it
 * @param labels in the order of the outputs, L of them
 * @param task independent sigmoids or one softmax
 * @param backbone for example {@code resnet50}
 * @param strategy how the run was trained, for example {@code truncated}
 * @param cut the resolved cut, for example {@code L8}; what it means depends on the strategy
 * @param built what the strategy made of backbone and cut
 * @param parameters weights of the network
 * @param macs multiply-accumulates of one image
 * @param input what is to be fed
 * @param calibration how probabilities are made of logits; also in the graph
 * @param operatingPoints thresholds; a label without one has no decision
 * @param limitations facts a user must know, such as a label without an operating point
 * @param validDomain the images the model is meant for
 * @param training the run: its config, data, weights and metrics, as {@code run.json} has them
 * @param algorithm who made it, and the codes of its labels
 * @param card what its maker says of it in words
 * @param assurance what was measured on the exported graph; null in a draft
 * @param signer who signed it; null for nobody
 * @param files SHA-256 (lower-case hex) of every other file, by path relative to the package, but
 *     for those of {@link ManifestSeal}
 */
public record PackageManifest(
    int schemaVersion,
    String name,
    long version,
    Instant createdAt,
    String truncusVersion,
    List<String> labels,
    Task task,
    String backbone,
    String strategy,
    String cut,
    BuiltNetwork built,
    Parameters parameters,
    long macs,
    ModelInput input,
    Calibration calibration,
    List<OperatingPoint> operatingPoints,
    List<String> limitations,
    ValidDomain validDomain,
    JsonNode training,
    Algorithm algorithm,
    CardTexts card,
    Assurance assurance,
    Signer signer,
    Map<String, String> files) {

  /** The version of this document's shape that is read and written here. */
  public static final int SCHEMA_VERSION = 1;

  /** Checks what every reader relies on and keeps unmodifiable copies. */
  public PackageManifest {
    ModelName.check(name);
    require(version >= 1, "version must be 1 or more: " + version);
    labels = List.copyOf(labels);
    require(!labels.isEmpty(), "labels must not be empty");
    require(new HashSet<>(labels).size() == labels.size(), "labels must differ: " + labels);
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(built, "built");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(calibration, "calibration");
    require(
        calibration.perLabel().keySet().equals(new HashSet<>(labels)),
        "calibration.perLabel must have exactly the labels " + labels);
    operatingPoints = List.copyOf(operatingPoints);
    for (OperatingPoint point : operatingPoints) {
      require(labels.contains(point.label()), "operating point of unknown label " + point.label());
    }
    limitations = limitations == null ? List.of() : List.copyOf(limitations);
    validDomain = validDomain == null ? ValidDomain.any() : validDomain;
    Objects.requireNonNull(algorithm, "algorithm");
    card = card == null ? CardTexts.none() : card;
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** The operating point that decisions about a label are made with: its default, or its first. */
  public Optional<OperatingPoint> operatingPoint(String label) {
    return operatingPoints.stream()
        .filter(point -> point.label().equals(label))
        .min(Comparator.comparing(point -> !point.isDefault()));
  }

  /** The same document under a version, with its signer and files. */
  PackageManifest published(long newVersion, Signer newSigner, Map<String, String> newFiles) {
    return new PackageManifest(
        schemaVersion,
        name,
        newVersion,
        createdAt,
        truncusVersion,
        labels,
        task,
        backbone,
        strategy,
        cut,
        built,
        parameters,
        macs,
        input,
        calibration,
        operatingPoints,
        limitations,
        validDomain,
        training,
        algorithm.forVersion(newVersion),
        card,
        assurance,
        newSigner,
        newFiles);
  }

  /** The same document with what was measured. */
  PackageManifest withAssurance(Assurance measured) {
    return new PackageManifest(
        schemaVersion,
        name,
        version,
        createdAt,
        truncusVersion,
        labels,
        task,
        backbone,
        strategy,
        cut,
        built,
        parameters,
        macs,
        input,
        calibration,
        operatingPoints,
        limitations,
        validDomain,
        training,
        algorithm,
        card,
        measured,
        signer,
        files);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Number of weights.
   *
   * @param trainable those an optimiser may move
   * @param total with the moving statistics of batch normalisation
   */
  public record Parameters(long trainable, long total) {}
}
