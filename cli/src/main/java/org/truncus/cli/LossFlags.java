package org.truncus.cli;

import static org.truncus.cli.TrainingOptions.given;

import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.train.Loss;
import org.truncus.train.RecipeConfig;
import picocli.CommandLine.Option;

/** What training minimises. */
@Heading("Loss")
final class LossFlags {

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description =
          "crossentropy (default); balanced: the rarer answer weighs more; max-count: rarer labels"
              + " weigh more; focal: easy images weigh less.")
  private String loss;

  @Option(
      names = "--gamma",
      paramLabel = "G",
      description = "Of the focal factor (default: 2 with --loss focal, otherwise 0).")
  private Double gamma;

  @Option(
      names = {"--class-weight", "--pos-weight"},
      split = ",",
      paramLabel = "LABEL=W",
      description = "Weights of the positives of labels, or of classes, given one by one.")
  private LinkedHashMap<String, Double> classWeights;

  @Option(
      names = "--label-smoothing",
      paramLabel = "S",
      description = "Share of the targets that is spread over all answers (default: 0).")
  private Double labelSmoothing;

  void settle(RecipeConfig.Builder recipe) {
    given(loss, text -> recipe.loss(Loss.named(text)));
    given(gamma, g -> recipe.loss(settled -> settled.withGamma(g)));
    given(
        classWeights,
        (Map<String, Double> weights) -> recipe.loss(settled -> settled.withClassWeights(weights)));
    given(labelSmoothing, share -> recipe.loss(settled -> settled.withLabelSmoothing(share)));
  }
}
