package org.truncus.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.truncus.list.Split;
import org.truncus.net.Backbone;
import org.truncus.net.Backbones;
import org.truncus.net.ConvolutionCheck;
import org.truncus.net.Network;
import org.truncus.net.NetworkSummary;
import org.truncus.net.Normalization;
import org.truncus.net.Preprocessing;
import org.truncus.problem.UsageException;
import org.truncus.weights.ImportedWeights;
import org.truncus.weights.WeightImport;
import org.truncus.weights.WeightSource;

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
    TrainConfig settled = settled(asked);
    TrainingData data = TrainingData.read(settled).checked();
    List<String> labels = data.list().labels();
    Network network = Backbones.network(settled.networkSpec(labels.size()));
    ImportedWeights imported =
        settled.network().strategy().importsWeights()
            ? WeightImport.load(settled.network().weights(), network.weightTarget())
            : null;
    LossFunction loss =
        LossFunction.of(
            data.list().task(), settled.recipe().loss(), labels, data.targetsPerRow(Split.TRAIN));
    return new RunPlan(labelled(settled, labels), data, network, imported, loss);
  }

  /** With exact names and defaults, and checked as far as is possible without a file. */
  static TrainConfig settled(TrainConfig asked) {
    Backbone backbone = Backbones.byName(asked.network().backbone());
    String cut = backbone.resolve(asked.network().cut());
    StrategyChecks.check(asked.network(), cut.equals(backbone.resolve(Backbone.FULL)));
    NetworkConfig network = asked.network().resolved(cut);
    TrainConfig settled =
        new TrainConfig(
            asked.data(), asked.input(), network, asked.recipe(), asked.compute(), asked.seed());
    checkSize(settled, backbone);
    backbone.network(settled.networkSpec(1)); // refuses a factor that doesn't divide the widths
    return settled;
  }

  static TrainConfig labelled(TrainConfig settled, List<String> labels) {
    return settled.toBuilder()
        .data(
            data ->
                data.list(absolute(settled.data().list()))
                    .root(absolute(settled.data().root()))
                    .labels(labels))
        .network(network -> network.weights(absolute(settled.network().weights())))
        .build();
  }

  private static Path absolute(Path path) {
    return path == null ? null : path.toAbsolutePath().normalize();
  }

  private static void checkSize(TrainConfig config, Backbone backbone) {
    NetworkConfig network = config.network();
    String cut = network.strategy().builtCut(network.cut());
    int least = backbone.minimumImageSize(cut);
    if (config.input().imageSize() < least) {
      throw new UsageException(
          "--image-size "
              + config.input().imageSize()
              + " is too small for "
              + backbone.name()
              + " up to "
              + backbone.resolve(cut)
              + ": expected "
              + least
              + " or more. Choose a larger size or "
              + (cut.equals(network.cut())
                  ? "an earlier --cut."
                  : "a strategy that ends at the cut: truncated or probe."));
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
        .preprocessing(config.input().imageSize(), channels, config.input().fit())
        .withCropFraction(config.input().cropFraction());
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
    return WeightSource.own(
        config.network().backbone(),
        network.weightTarget().epsilon(),
        normalization().name().toLowerCase(Locale.ROOT));
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
    InitialWeights initial = initial();
    return new RunRecord.Weights(
        Path.of(imported.file()),
        imported.sha256(),
        imported.source().text(),
        new RunRecord.Coverage(initial.loaded(), initial.initialised(), imported.ignored()));
  }

  /** What the weights of the network start from. */
  InitialWeights initial() {
    return new InitialWeights(network, imported, config.network().init(), config.seed());
  }

  /** What the strategy made of backbone and cut. */
  BuiltNetwork built() {
    return BuiltNetwork.of(config.network(), network.spec(), network.backbone());
  }

  /** Refuses a machine on which the gradients of the network's layers are wrong. */
  void checkMachine(ConvolutionCheck check) {
    check.run(
        network,
        ParameterGroups.of(config.network(), network).frozen(),
        config.input().imageSize(),
        config.compute().execution());
  }

  /** What {@code run.json} says about the number of weights. */
  RunRecord.Parameters parameters() {
    return parameters(network, config);
  }

  static RunRecord.Parameters parameters(Network network, TrainConfig config) {
    NetworkSummary summary = network.summary(config.input().imageSize());
    long trained = ParameterGroups.of(config.network(), network).trainable(network);
    return new RunRecord.Parameters(trained, summary.trainable() - trained, summary.total());
  }
}
