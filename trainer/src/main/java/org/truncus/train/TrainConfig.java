package org.truncus.train;

import org.truncus.net.NetworkSpec;

/**
 * Everything that decides a training run. In {@code run.json} it stands resolved: absolute paths,
 * the cut by its exact name, the labels in order, the number of channels.
 *
 * @param data the images and their labels
 * @param input what the network sees of them
 * @param network what is built, and what it starts from
 * @param recipe how it is trained
 * @param compute what computes
 * @param seed of splits, initial weights, order and augmentation
 */
public record TrainConfig(
    DataConfig data,
    InputConfig input,
    NetworkConfig network,
    RecipeConfig recipe,
    ComputeConfig compute,
    long seed) {

  /**
   * The network that this configuration asks for: what is trained, scored and exported. The cut of
   * the configuration is not always where that network ends; see {@link NetworkConfig#cut}.
   *
   * @param outputs number of logits
   */
  public NetworkSpec networkSpec(int outputs) {
    Strategy strategy = network.strategy();
    return new NetworkSpec(network.backbone(), strategy.builtCut(network.cut()), outputs)
        .withHead(network.head().head(input.imageSize()))
        .withSlim(strategy.slim(network));
  }

  /** A builder with every default set: only the list is missing. */
  public static TrainConfigBuilder builder() {
    return new TrainConfigBuilder();
  }

  /** A builder with the values of this configuration. */
  public TrainConfigBuilder toBuilder() {
    return new TrainConfigBuilder(this);
  }
}
