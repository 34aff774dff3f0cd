package org.truncus.train;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.truncus.list.Split;
import org.truncus.net.Backbone;
import org.truncus.net.Backbones;
import org.truncus.net.Network;
import org.truncus.net.NetworkSpec;
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
    Backbone backbone = Backbones.byName(asked.backbone());
    String cut = backbone.resolve(asked.cut());
    asked.strategy().check(cut.equals(backbone.resolve(Backbone.FULL)), asked.weights());
    checkSize(asked, backbone, cut);
    TrainingData data = TrainingData.read(asked).checked();
    List<String> labels = data.list().labels();
    Network network = backbone.network(new NetworkSpec(backbone.name(), cut, labels.size()));
    ImportedWeights imported =
        asked.strategy().importsWeights()
            ? WeightImport.load(asked.weights(), network.weightTarget())
            : null;
    LossFunction loss =
        LossFunction.of(
            data.list().task(), asked.loss(), labels.size(), data.targetsPerRow(Split.TRAIN));
    return new RunPlan(resolved(asked, cut, labels), data, network, imported, loss);
  }

  private static TrainConfig resolved(TrainConfig asked, String cut, List<String> labels) {
    return asked.toBuilder()
        .list(absolute(asked.list()))
        .root(absolute(asked.root()))
        .weights(absolute(asked.weights()))
        .cut(cut)
        .labels(labels)
        .build();
  }

  private static Path absolute(Path path) {
    return path == null ? null : path.toAbsolutePath().normalize();
  }

  private static void checkSize(TrainConfig config, Backbone backbone, String cut) {
    int least = backbone.minimumImageSize(cut);
    if (config.imageSize() < least) {
      throw new UsageException(
          "--image-size "
              + config.imageSize()
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
        config.toBuilder().channels(channels == 1 ? Channels.GREY : Channels.RGB).build();
    return new RunPlan(known, data, network, imported, loss);
  }

  /** The preprocessing that fits the weights, or the backbone where there are none. */
  Preprocessing preprocessing(int channels) {
    return normalization().preprocessing(config.imageSize(), channels, config.fit());
  }

  private Normalization normalization() {
    if (imported != null) {
      return Normalization.byName(imported.normalization());
    }
    return config.backbone().startsWith("mobilenet")
        ? Normalization.MOBILENET
        : Normalization.TORCH;
  }

  /** What the weight files of the run say of themselves. */
  WeightSource weightSource() {
    return WeightSource.own(
        config.backbone(),
        network.weightTarget().epsilon(),
        normalization().name().toLowerCase(Locale.ROOT));
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
        imported.source().text(),
        new RunRecord.Coverage(imported.tensors().size(), fresh, imported.ignored()));
  }

  /** Imported weights; empty where there are none. */
  Collection<WeightTensor> importedTensors() {
    return imported == null ? List.of() : imported.tensors().values();
  }
}
