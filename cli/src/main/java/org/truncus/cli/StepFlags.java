package org.truncus.cli;

import static org.truncus.cli.TrainingOptions.given;

import org.truncus.train.OptimizerConfig;
import org.truncus.train.OptimizerKind;
import org.truncus.train.RecipeConfig;
import org.truncus.train.Schedule;
import picocli.CommandLine.Option;

/** What a training step is, and how the learning rate goes. */
@Heading("Steps and learning rate")
final class StepFlags {

  @Option(names = "--batch", paramLabel = "N", description = "Images in a step (default: 32).")
  private Integer batch;

  @Option(
      names = "--accumulate",
      paramLabel = "K",
      description = "Compute a batch in K parts, to save memory (default: 1).")
  private Integer accumulate;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "Learning rate at the start (default: 1e-4).")
  private Double lr;

  @Option(
      names = "--schedule",
      paramLabel = "plateau|cosine|constant",
      description =
          "Lower the rate when the validation loss rests (default), along a cosine, or never.")
  private String schedule;

  @Option(
      names = "--warmup",
      paramLabel = "EPOCHS",
      description = "Raise the rate from 0 in the first epochs, or part of one (default: 0).")
  private Double warmup;

  @Option(
      names = "--min-lr",
      paramLabel = "RATE",
      description = "Where training ends (plateau) or the cosine (default: 1e-6).")
  private Double minLr;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Epochs without improvement before a plateau lowers the rate (default: 5).")
  private Integer patience;

  @Option(
      names = "--factor",
      paramLabel = "F",
      description = "What a plateau multiplies the rate by (default: 0.5).")
  private Double factor;

  @Option(
      names = "--optimizer",
      paramLabel = "adam|adamw|sgd",
      description = "What changes the weights (default: adam).")
  private String optimizer;

  @Option(
      names = "--weight-decay",
      paramLabel = "D",
      description = "Of kernels, for adamw (default: 0.01) and sgd (default: 0).")
  private Double weightDecay;

  @Option(names = "--momentum", paramLabel = "M", description = "Of sgd (default: 0.9).")
  private Double momentum;

  @Option(
      names = "--nesterov",
      negatable = true,
      description = "Let sgd look ahead along its momentum.")
  private Boolean nesterov;

  @Option(
      names = "--clip-norm",
      paramLabel = "NORM",
      description = "Scale gradients down to this global norm (default: 0, as they are).")
  private Double clipNorm;

  void settle(RecipeConfig.Builder recipe) {
    given(batch, recipe::batch);
    given(accumulate, recipe::accumulate);
    given(lr, recipe::lr);
    given(warmup, recipe::warmup);
    given(schedule, text -> recipe.schedule(Schedule.named(text)));
    given(minLr, rate -> recipe.schedule(settled -> settled.withMinLr(rate)));
    given(patience, n -> recipe.schedule(settled -> settled.withPatience(n)));
    given(factor, f -> recipe.schedule(settled -> settled.withFactor(f)));
    given(optimizer, text -> recipe.optimizer(OptimizerConfig.of(OptimizerKind.named(text))));
    given(weightDecay, decay -> recipe.optimizer(settled -> settled.withWeightDecay(decay)));
    given(momentum, m -> recipe.optimizer(settled -> settled.withMomentum(m)));
    given(nesterov, ahead -> recipe.optimizer(settled -> settled.withNesterov(ahead)));
    given(clipNorm, norm -> recipe.optimizer(settled -> settled.withClipNorm(norm)));
  }
}
