package org.truncus.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.truncus.train.Preset;
import org.truncus.train.TrainConfig;
import org.truncus.train.TrainConfigBuilder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of a training run, as flags; what isn't given keeps the default of the trainer. These
 * are mixins and not argument groups: a flag that is given twice would begin such a group anew and
 * silently lose the others.
 */
final class TrainingOptions {

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of splits, weights, order and variations (default: 1).")
  private Long seed;

  @Mixin private final DataFlags data = new DataFlags();

  @Mixin private final InputFlags input = new InputFlags();

  @Mixin private final NetworkFlags network = new NetworkFlags();

  @Mixin private final RecipeFlags recipe = new RecipeFlags();

  @Mixin private final StepFlags steps = new StepFlags();

  @Mixin private final LossFlags loss = new LossFlags();

  @Mixin private final ComputeFlags compute = new ComputeFlags();

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
