package org.truncus.train;

/** A recipe by name. What it settles stands in {@code run.json} value by value, not as its name. */
public enum Preset {
  /**
   * As the paper on truncated transfer learning trained: batches of 64, Adam at 1e-4 halved on a
   * plateau of the validation loss until it is below 1e-6, at most 200 epochs, random crops and
   * flips, the epoch with the lowest validation loss; from then on the middle seven eighths of an
   * image are seen.
   */
  PAPER("paper"),

  /**
   * For radiographs and small lists: batches of 32, Adam at 1e-4 after an epoch of warm-up, halved
   * on a plateau, at most 100 epochs, stopped after 12 without a better one; slight variations that
   * leave left and right alone.
   */
  MEDICAL("medical");

  private final String text;

  Preset(String text) {
    this.text = text;
  }

  /** The name in options and documents. */
  public String text() {
    return text;
  }

  /**
   * The constant of a name.
   *
   * @throws org.truncus.problem.UsageException for an unknown name, listing the known ones
   */
  public static Preset named(String text) {
    return Choices.named("--recipe", text, values(), Preset::text);
  }

  /** Settles all that this preset has a say in. */
  public void settle(TrainConfigBuilder config) {
    config.input(input -> input.cropFraction(this == PAPER ? 0.875 : 1));
    config.recipe(
        recipe -> {
          recipe
              .lr(1e-4)
              .optimizer(OptimizerConfig.of(OptimizerKind.ADAM))
              .schedule(PlateauSchedule.standard())
              .select(Selection.LOSS);
          switch (this) {
            case PAPER ->
                recipe
                    .epochs(200)
                    .batch(64)
                    .warmup(0)
                    .earlyStop(0)
                    .augment(Augment.PAPER)
                    .flip(true);
            case MEDICAL ->
                recipe
                    .epochs(100)
                    .batch(32)
                    .warmup(1)
                    .earlyStop(12)
                    .augment(Augment.MEDICAL)
                    .flip(false);
          }
        });
  }
}
