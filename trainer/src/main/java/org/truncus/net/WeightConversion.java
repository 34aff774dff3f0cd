package org.truncus.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.weights.ImportedWeights;
import org.truncus.weights.OwnMetadata;
import org.truncus.weights.Safetensors;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.WeightExport;
import org.truncus.weights.WeightFile;
import org.truncus.weights.WeightFiles;
import org.truncus.weights.WeightImport;
import org.truncus.weights.WeightTensor;
import org.truncus.weights.source.BackboneForm;
import org.truncus.weights.source.BlockNames;
import org.truncus.weights.source.ExportNames;
import org.truncus.weights.source.Recognised;
import org.truncus.weights.source.Scheme;
import org.truncus.weights.source.SourceRules;
import org.truncus.weights.source.Strides;

/**
 * Weights written for others: safetensors with the names, the layout, the biases and the epsilon of
 * Keras applications or torchvision, so that they compute there what they compute here. The file
 * carries activations for the test image, which {@link WeightCheck} compares.
 *
 * @param file that was written
 * @param backbone whose layers it has
 * @param cut how far it goes
 * @param tensors how many
 * @param head whether the head of a run went along
 */
public record WeightConversion(
    String file, String backbone, String cut, int tensors, boolean head) {

  /**
   * Converts a file.
   *
   * @param source as {@link WeightImport#load} takes it
   * @param wanted the backbone; null for the one that the file was made for
   * @throws UsageException where the other library's network is another one
   * @throws InvalidInputException where the file fills no cut of the backbone
   */
  public static WeightConversion convert(
      Path source, String wanted, ExportNames names, Path target) {
    if (Files.exists(target)) {
      throw new UsageException("--out " + target + ": there is such a file already");
    }
    WeightFile file = WeightFiles.open(source);
    Recognised recognised = SourceRules.recognise(file, wanted == null ? "" : wanted);
    BackboneForm form = wanted == null ? recognised.source().form() : BackboneForm.of(wanted);
    Backbone backbone = Backbones.byName(exportForm(form, names).backbone());
    Network network = largest(file, backbone);
    checkStrides(names, form, network);
    ImportedWeights imported = WeightImport.map(file, network.weightTarget());
    List<WeightTensor> all = new ArrayList<>(imported.tensors().values());
    List<WeightTensor> head = head(file, recognised, network);
    all.addAll(head);
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", names == ExportNames.TORCHVISION ? "pt" : "keras");
    metadata.put(OwnMetadata.NORMALIZATION, imported.normalization());
    metadata.put(OwnMetadata.CUT, network.weightTarget().cut());
    metadata.put(
        OwnMetadata.GOLDEN,
        SelfTest.reference(
                network, imported.tensors(), Normalization.byName(imported.normalization()))
            .text());
    float epsilon = network.weightTarget().epsilon();
    write(target, WeightExport.renamed(names, form.family(), epsilon, all), metadata);
    return new WeightConversion(
        target.toString(),
        network.spec().backbone(),
        network.weightTarget().cut(),
        all.size(),
        !head.isEmpty());
  }

  private static void write(Path target, List<WeightTensor> tensors, Map<String, String> metadata) {
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    try {
      Safetensors.write(temporary, tensors, metadata);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UncheckedIOException e) {
      throw new EnvironmentException(
          "%s: can't be written: %s".formatted(target, e.getMessage()), e);
    }
  }

  /** torchvision's convolutions have no bias, Keras' have. */
  private static BackboneForm exportForm(BackboneForm form, ExportNames names) {
    return new BackboneForm(form.family(), form.strides(), names == ExportNames.KERAS);
  }

  private static Network largest(WeightFile file, Backbone backbone) {
    List<String> cuts = backbone.cuts();
    for (int i = cuts.size() - 1; i >= 0; i--) {
      Network network = backbone.network(new NetworkSpec(backbone.name(), cuts.get(i), 1));
      if (WeightImport.covers(file, network.weightTarget())) {
        return network;
      }
    }
    throw new InvalidInputException(
        "%s fills no cut of %s; `weights check` says what is missing"
            .formatted(file.path(), backbone.name()));
  }

  private static void checkStrides(ExportNames names, BackboneForm form, Network network) {
    boolean strided =
        network.backboneWeights().stream()
            .anyMatch(spec -> spec.name().equals(BlockNames.FIRST_STRIDED_1X1 + ".kernel"));
    Strides theirs = names == ExportNames.KERAS ? Strides.V1 : Strides.V1_5;
    if (strided && form.strides() != Strides.NONE && form.strides() != theirs) {
      throw new UsageException(
          "--to %s: its ResNet50 is %s, these weights are %s and would compute something else there"
              .formatted(names.text(), theirs.text(), form.strides().text()));
    }
  }

  /** The head of a run, where it pools over the image as the other libraries' networks do. */
  private static List<WeightTensor> head(WeightFile file, Recognised recognised, Network network) {
    StoredTensor kernel = file.tensors().get(Network.HEAD + ".kernel");
    StoredTensor bias = file.tensors().get(Network.HEAD + ".bias");
    int channels = network.summary(network.minimumImageSize()).features().channels();
    boolean pooled =
        recognised.source().scheme() == Scheme.TRUNCUS
            && kernel != null
            && bias != null
            && kernel.shape().length == 2
            && kernel.shape()[0] == channels;
    return pooled ? List.of(kernel.read(), bias.read()) : List.of();
  }

  /** One line for people. */
  public String text() {
    return "%s: %d tensors of %s up to %s%s%n"
        .formatted(file, tensors, backbone, cut, head ? " and the head" : ", without a head");
  }
}
