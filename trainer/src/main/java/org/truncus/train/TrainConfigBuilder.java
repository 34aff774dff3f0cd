package org.truncus.train;

import java.util.function.Consumer;

/** Builds a {@link TrainConfig} group by group; only the list has no default. */
public final class TrainConfigBuilder {

  private final DataConfig.Builder data;
  private final InputConfig.Builder input;
  private final NetworkConfig.Builder network;
  private final RecipeConfig.Builder recipe;
  private final ComputeConfig.Builder compute;
  private long seed = 1;

  TrainConfigBuilder() {
    data = new DataConfig.Builder();
    input = new InputConfig.Builder();
    network = new NetworkConfig.Builder();
    recipe = new RecipeConfig.Builder();
    compute = new ComputeConfig.Builder();
  }

  TrainConfigBuilder(TrainConfig config) {
    data = new DataConfig.Builder(config.data());
    input = new InputConfig.Builder(config.input());
    network = new NetworkConfig.Builder(config.network());
    recipe = new RecipeConfig.Builder(config.recipe());
    compute = new ComputeConfig.Builder(config.compute());
    seed = config.seed();
  }

  /** Settles the images and their labels. */
  public TrainConfigBuilder data(Consumer<DataConfig.Builder> settings) {
    settings.accept(data);
    return this;
  }

  /** Settles what the network sees of them. */
  public TrainConfigBuilder input(Consumer<InputConfig.Builder> settings) {
    settings.accept(input);
    return this;
  }

  /** Settles what is built, and what it starts from. */
  public TrainConfigBuilder network(Consumer<NetworkConfig.Builder> settings) {
    settings.accept(network);
    return this;
  }

  /** Settles how it is trained. */
  public TrainConfigBuilder recipe(Consumer<RecipeConfig.Builder> settings) {
    settings.accept(recipe);
    return this;
  }

  /** Settles what computes. */
  public TrainConfigBuilder compute(Consumer<ComputeConfig.Builder> settings) {
    settings.accept(compute);
    return this;
  }

  /** As the component of the same name. */
  public TrainConfigBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * The configuration.
   *
   * @throws org.truncus.problem.UsageException where a value is missing or out of range
   */
  public TrainConfig build() {
    return new TrainConfig(
        data.build(), input.build(), network.build(), recipe.build(), compute.build(), seed);
  }
}
