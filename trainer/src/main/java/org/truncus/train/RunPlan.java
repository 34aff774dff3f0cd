package org.truncus.train;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.truncus.list.Split;
import org.truncus.net.Backbone;
import org.truncus.net.Backbones;
import org.truncus.net.Network;
import org.truncus.net.Normalization;
import org.truncus.net.Preprocessing;
import org.truncus.problem.UsageException;
import org.truncus.weights.ImportedWeights;
import org.truncus.weights.WeightImport;
import org.truncus.weights.WeightSource;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/**
 * What a configuration comes to: checked against the list, the backbone and the weight file, before
 * anything expensive begins.
 *
 * @param config with absolute paths, the cut's own name and the labels of the list
 * @param data the list with its splits
 * @param network to be trained
 * @param imported weights to start from; null for random ones
 * @param loss with the weights of its classes
 */
record RunPlan(
    TrainConfig config,
    TrainingData data,
    Network network,
    ImportedWeights imported,
    LossFunction loss) {

  /**
   * Makes the plan.
   *
   * @throws UsageException where options contradict each other or the backbone
   * @throws org.truncus.problem.InvalidInputException where the list or the weights are wrong
   */
  static RunPlan of(TrainConfig asked) {
    Backbone backbone = Backbones.byName(asked.network().backbone());
    String cut = backbone.resolve(asked.network().cut());
    asked
        .network()
        .strategy()
        .check(cut.equals(backbone.resolve(Backbone.FULL)), asked.network().weights());
    checkSize(asked, backbone, cut);
    TrainingData data = TrainingData.read(asked).checked();
    List<String> labels = data.list().labels();
    Network network = backbone.network(asked.networkSpec(labels.size()));
    ImportedWeights imported =
        asked.network().strategy().importsWeights()
            ? WeightImport.load(asked.network().weights(), network.weightTarget())
            : null;
    LossFunction loss =
        LossFunction.of(
            data.list().task(), asked.recipe().loss(), labels, data.targetsPerRow(Split.TRAIN));
    return new RunPlan(resolved(asked, cut, labels), data, network, imported, loss);
  }

  private static TrainConfig resolved(TrainConfig asked, String cut, List<String> labels) {
    return asked.toBuilder()
        .data(
            data ->
                data.list(absolute(asked.data().list()))
                    .root(absolute(asked.data().root()))
                    .labels(labels))
        .network(network -> network.weights(absolute(asked.network().weights())).cut(cut))
        .build();
  }

  private static Path absolute(Path path) {
    return path == null ? null : path.toAbsolutePath().normalize();
  }

  private static void checkSize(TrainConfig config, Backbone backbone, String cut) {
    int least = backbone.minimumImageSize(cut);
    if (config.input().imageSize() < least) {
      throw new UsageException(
          "--image-size "
              + config.input().imageSize()
              + " is too small for "
              + backbone.name()
              + " up to "
              + cut
              + ": expected "
              + least
              + " or more. Choose a larger size or an earlier --cut.");
    }
  }

  /** The same plan with the channels that the images turned out to have. */
  RunPlan withChannels(int channels) {
    TrainConfig known =
        config.toBuilder()
            .input(input -> input.channels(channels == 1 ? Channels.GREY : Channels.RGB))
            .build();
    return new RunPlan(known, data, network, imported, loss);
  }

  /** The preprocessing that fits the weights, or the backbone where there are none. */
  Preprocessing preprocessing(int channels) {
    return normalization()
        .preprocessing(config.input().imageSize(), channels, config.input().fit());
  }

  private Normalization normalization() {
    if (imported != null) {
      return Normalization.byName(imported.normalization());
    }
    return config.network().backbone().startsWith("mobilenet")
        ? Normalization.MOBILENET
        : Normalization.TORCH;
  }

  /** What the weight files of the run say of themselves. */
  WeightSource weightSource() {
    return new WeightSource(
        config.network().backbone(), normalization().name().toLowerCase(Locale.ROOT));
  }

  /** How training images are varied. */
  Augmentation augmentation(InputPipeline pipeline) {
    return new Augmentation(
        config.recipe().augment(),
        config.recipe().flip(),
        pipeline.side(),
        pipeline.size(),
        pipeline.channels(),
        config.seed());
  }

  /** L: the number of logits. */
  int outputs() {
    return loss.weights().length;
  }

  /** What {@code run.json} says about the initial weights; null without. */
  RunRecord.Weights weightsRecord() {
    if (imported == null) {
      return null;
    }
    List<String> fresh = network.headWeights().stream().map(WeightSpec::name).toList();
    return new RunRecord.Weights(
        Path.of(imported.file()),
        imported.sha256(),
        imported.backbone() + ", " + imported.normalization() + " normalisation",
        new RunRecord.Coverage(imported.tensors().size(), fresh, imported.ignored()));
  }

  /** Imported weights; empty where there are none. */
  Collection<WeightTensor> importedTensors() {
    return imported == null ? List.of() : imported.tensors().values();
  }
}
