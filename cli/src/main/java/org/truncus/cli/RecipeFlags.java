package org.truncus.cli;

import static org.truncus.cli.TrainingOptions.given;

import org.truncus.train.Augment;
import org.truncus.train.RecipeConfig;
import org.truncus.train.Sampling;
import org.truncus.train.Selection;
import picocli.CommandLine.Option;

/** What an epoch shows, and which epoch is kept. */
@Heading("Recipe")
final class RecipeFlags {

  @Option(
      names = "--recipe",
      paramLabel = "paper|medical",
      description = "Settings by name, which other options override: see docs/how-to/recipe.md.")
  private String preset;

  @Option(names = "--epochs", paramLabel = "N", description = "At most so many (default: 50).")
  private Integer epochs;

  @Option(
      names = "--augment",
      paramLabel = "none|paper|medical",
      description =
          "How training images are varied (default: medical, slight crops, turns and light).")
  private String augment;

  @Option(
      names = "--flip",
      negatable = true,
      description =
          "Mirror half of the training images; with --augment paper unless --no-flip is given.")
  private Boolean flip;

  @Option(
      names = "--sampling",
      paramLabel = "shuffle|balanced",
      description = "Each image once (default), or rare findings as often as frequent ones.")
  private String sampling;

  @Option(
      names = "--select",
      paramLabel = "loss|auroc|auprc",
      description = "What the epoch that is kept is best in on val (default: loss).")
  private String select;

  @Option(
      names = "--early-stop",
      paramLabel = "N",
      description = "End after so many epochs without a better one (default: 0, never).")
  private Integer earlyStop;

  /** The name of the preset; null without. */
  String preset() {
    return preset;
  }

  void settle(RecipeConfig.Builder recipe) {
    given(epochs, recipe::epochs);
    given(augment, text -> recipe.augment(Augment.named(text)));
    given(flip, recipe::flip);
    given(sampling, text -> recipe.sampling(Sampling.named(text)));
    given(select, text -> recipe.select(Selection.named(text)));
    given(earlyStop, recipe::earlyStop);
  }
}
