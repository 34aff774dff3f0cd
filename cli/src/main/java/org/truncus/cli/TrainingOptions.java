package org.truncus.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.truncus.train.Preset;
import org.truncus.train.TrainConfig;
import org.truncus.train.TrainConfigBuilder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of a training run, as flags; what isn't given keeps the default of the trainer. */
final class TrainingOptions {

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of splits, weights, order and variations (default: 1).")
  private Long seed;

  @ArgGroup(validate = false, order = 1, heading = "%nData:%n")
  private final DataFlags data = new DataFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nInput of the network:%n")
  private final InputFlags input = new InputFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nNetwork:%n")
  private final NetworkFlags network = new NetworkFlags();

  @ArgGroup(validate = false, order = 4, heading = "%nRecipe:%n")
  private final RecipeFlags recipe = new RecipeFlags();

  @ArgGroup(validate = false, order = 5, heading = "%nSteps and learning rate:%n")
  private final StepFlags steps = new StepFlags();

  @ArgGroup(validate = false, order = 6, heading = "%nLoss:%n")
  private final LossFlags loss = new LossFlags();

  @ArgGroup(validate = false, order = 7, heading = "%nComputing:%n")
  private final ComputeFlags compute = new ComputeFlags();

  /** The configuration that these flags describe. */
  TrainConfig config(Path list) {
    TrainConfigBuilder builder = TrainConfig.builder();
    given(recipe.preset(), text -> Preset.named(text).settle(builder));
    given(seed, builder::seed);
    return builder
        .data(settings -> data.settle(settings.list(list)))
        .input(input::settle)
        .network(network::settle)
        .recipe(recipe::settle)
        .recipe(steps::settle)
        .recipe(loss::settle)
        .compute(compute::settle)
        .build();
  }

  /** Hands on a flag that was given; the others keep the trainer's default. */
  static <T> void given(T flag, Consumer<T> setting) {
    if (flag != null) {
      setting.accept(flag);
    }
  }
}
