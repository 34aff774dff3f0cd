package org.truncus.net;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.truncus.weights.ImportStep;
import org.truncus.weights.ImportedWeights;
import org.truncus.weights.OwnMetadata;
import org.truncus.weights.WeightFile;
import org.truncus.weights.WeightFiles;
import org.truncus.weights.WeightImport;

/**
 * How a weight file fills a network, tensor by tensor, and whether the network then computes what
 * it should.
 *
 * @param file that was read
 * @param sha256 of it
 * @param format in words
 * @param source what the weights were made for, in words
 * @param backbone that was filled
 * @param cut the cut's own name
 * @param normalization that runs with these weights get
 * @param map where each weight came from, in the order of the network
 * @param ignored the file's tensors that were not used
 * @param selfTest the comparison with known activations; null where none are known
 */
public record WeightCheck(
    String file,
    String sha256,
    String format,
    String source,
    String backbone,
    String cut,
    String normalization,
    List<ImportStep> map,
    List<String> ignored,
    SelfTest selfTest) {

  /** Copies the lists. */
  public WeightCheck {
    map = List.copyOf(map);
    ignored = List.copyOf(ignored);
  }

  /**
   * Imports a file and tests the network.
   *
   * @param path as {@link WeightImport#load} takes it
   * @throws org.truncus.problem.InvalidInputException where the file does not fill the network
   * @throws org.truncus.problem.UnsupportedInputException where the file isn't known
   */
  public static WeightCheck of(Path path, String backbone, String cut) {
    Network network = Backbones.network(new NetworkSpec(backbone, cut, 1));
    WeightFile file = WeightFiles.open(path);
    ImportedWeights imported = WeightImport.map(file, network.weightTarget());
    Normalization normalization = Normalization.byName(imported.normalization());
    String stored = file.metadata().get(OwnMetadata.GOLDEN);
    SelfTest test =
        GoldenReference.ofFile(file.sha256())
            .or(() -> Optional.ofNullable(stored).map(GoldenReference::parse))
            .map(known -> SelfTest.of(network, imported.tensors(), normalization, known))
            .orElse(null);
    return new WeightCheck(
        file.path().toString(),
        file.sha256(),
        file.format().text(),
        imported.source().text(),
        backbone,
        network.weightTarget().cut(),
        imported.normalization(),
        imported.steps(),
        imported.ignored(),
        test);
  }

  /** Whether nothing speaks against using the file. */
  public boolean passed() {
    return selfTest == null || selfTest.passed();
  }

  /** A table. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("file       %s%n".formatted(file));
    text.append("sha256     %s%n".formatted(sha256));
    text.append("source     %s, %s%n".formatted(format, source));
    text.append("target     %s cut at %s%n".formatted(backbone, cut));
    text.append(
        "coverage   all %d weights loaded, %d tensors of the file ignored%n"
            .formatted(map.size(), ignored.size()));
    text.append("self-test  %s%n%n".formatted(selfTestText()));
    text.append("%-34s %-20s %s%n".formatted("weight", "shape", "from the file"));
    map.forEach(step -> text.append(step.row()).append(System.lineSeparator()));
    if (!ignored.isEmpty()) {
      text.append("%nignored%n".formatted());
      ignored.forEach(name -> text.append("  ").append(name).append(System.lineSeparator()));
    }
    return text.toString();
  }

  private String selfTestText() {
    if (selfTest == null) {
      return "not done: no activations are known for this file";
    }
    return "%s: %d layers, largest relative difference %.1e (up to %.0e is rounding)"
        .formatted(
            selfTest.passed() ? "passed" : "FAILED",
            selfTest.layers().size(),
            selfTest.deviation(),
            SelfTest.TOLERANCE);
  }
}
