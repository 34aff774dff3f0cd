package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.truncus.json.Json;
import org.truncus.problem.UsageException;

class RecipeConfigTest {

  @Test
  void survivesJson() throws JsonProcessingException {
    RecipeConfig recipe =
        new RecipeConfig.Builder()
            .batch(12)
            .accumulate(3)
            .warmup(1.5)
            .schedule(new CosineSchedule(0))
            .optimizer(OptimizerConfig.of(OptimizerKind.SGD).withNesterov(true).withClipNorm(2))
            .loss(loss -> loss.withClassWeights(Map.of("Edema", 2.0)).withLabelSmoothing(0.1))
            .sampling(Sampling.BALANCED)
            .augment(Augment.NONE)
            .flip(true)
            .select(Selection.AUPRC)
            .earlyStop(4)
            .build();
    assertThat(Json.mapper().readValue(Json.write(recipe), RecipeConfig.class)).isEqualTo(recipe);
  }

  @Test
  void thePaperPresetIsThePublishedRecipe() {
    RecipeConfig recipe = preset("paper", builder -> builder);
    assertThat(recipe.epochs()).isEqualTo(200);
    assertThat(recipe.batch()).isEqualTo(64);
    assertThat(recipe.lr()).isEqualTo(1e-4);
    assertThat(recipe.warmup()).isZero();
    assertThat(recipe.schedule()).isEqualTo(new PlateauSchedule(0.5, 5, 1e-4, 1e-6));
    assertThat(recipe.optimizer())
        .isEqualTo(new OptimizerConfig(OptimizerKind.ADAM, 0, 0, false, 0));
    assertThat(recipe.augment()).isEqualTo(Augment.PAPER);
    assertThat(recipe.flip()).isTrue();
    assertThat(recipe.select()).isEqualTo(Selection.LOSS);
    assertThat(recipe.earlyStop()).isZero();
  }

  @Test
  void theMedicalPresetLeavesLeftAndRightAloneAndStopsEarly() {
    RecipeConfig recipe = preset("medical", builder -> builder);
    assertThat(recipe.augment()).isEqualTo(Augment.MEDICAL);
    assertThat(recipe.flip()).isFalse();
    assertThat(recipe.earlyStop()).isEqualTo(12);
    assertThat(recipe.warmup()).isEqualTo(1);
  }

  @Test
  void whatIsSaidBesidesAPresetWins() {
    RecipeConfig recipe =
        preset("paper", builder -> builder.recipe(settings -> settings.batch(8).flip(false)));
    assertThat(recipe.batch()).isEqualTo(8);
    assertThat(recipe.flip()).isFalse();
    assertThat(recipe.epochs()).isEqualTo(200);
  }

  @Test
  void flipsGoWithThePapersAugmentationUnlessSaidOtherwise() {
    assertThat(new RecipeConfig.Builder().build().flip()).isFalse();
    assertThat(new RecipeConfig.Builder().augment(Augment.PAPER).build().flip()).isTrue();
    assertThat(new RecipeConfig.Builder().augment(Augment.PAPER).flip(false).build().flip())
        .isFalse();
  }

  @Test
  void valuesOutOfRangeAreRefusedByTheirOption() {
    refused(recipe -> recipe.batch(8).accumulate(5), "--accumulate", "4 or less", "two images");
    refused(recipe -> recipe.accumulate(0), "--accumulate: found 0");
    refused(recipe -> recipe.epochs(3).warmup(3), "--warmup: found 3.0", "below 3.0");
    refused(recipe -> recipe.earlyStop(-1), "--early-stop");
    refused(recipe -> recipe.lr(5e-7), "--lr", "1.0E-6 or more", "--schedule plateau ends there");
    refused(recipe -> recipe.optimizer(adam -> adam.withMomentum(0.5)), "--optimizer sgd");
    refused(recipe -> recipe.optimizer(adam -> adam.withWeightDecay(0.1)), "--optimizer adamw");
    refused(recipe -> recipe.optimizer(adam -> adam.withClipNorm(-1)), "--clip-norm: found -1.0");
    refused(
        recipe ->
            recipe.optimizer(
                OptimizerConfig.of(OptimizerKind.SGD).withMomentum(0).withNesterov(true)),
        "--nesterov");
    assertThatThrownBy(() -> Preset.named("papre"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--recipe: found \"papre\", expected one of paper, medical");
    assertThatThrownBy(() -> Sampling.named("balance"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Did you mean balanced?");
  }

  private static void refused(UnaryOperator<RecipeConfig.Builder> settings, String... parts) {
    assertThatThrownBy(() -> settings.apply(new RecipeConfig.Builder()).build())
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(parts);
  }

  private static RecipeConfig preset(String name, UnaryOperator<TrainConfigBuilder> more) {
    TrainConfigBuilder builder = TrainConfig.builder().data(data -> data.list(Path.of("list.csv")));
    Preset.named(name).settle(builder);
    return more.apply(builder).build().recipe();
  }
}
