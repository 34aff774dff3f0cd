package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truncus.json.Json;
import org.truncus.problem.UsageException;

/** The learning rate of every step against closed forms. */
class ScheduleTest {

  private static final double LR = 1e-3;

  @Test
  void cosineFallsToItsMinimumFromStepToStep() {
    LearningRate rate = new LearningRate(LR, new CosineSchedule(1e-5), 10, 40, 0);
    for (int step = 0; step < 40; step++) {
      double expected = 1e-5 + (LR - 1e-5) * 0.5 * (1 + Math.cos(Math.PI * step / 40));
      assertThat(rate.at(at(step, 10))).as("step %d", step).isCloseTo(expected, within(1e-12));
    }
    assertThat(rate.at(at(20, 10))).isCloseTo((LR + 1e-5) / 2, within(1e-12));
  }

  @Test
  void theWarmUpRisesInEqualStepsAndTheCosineBeginsAfterIt() {
    LearningRate rate = new LearningRate(LR, new CosineSchedule(0), 10, 50, 10);
    for (int step = 0; step < 10; step++) {
      assertThat(rate.at(at(step, 10))).isCloseTo(LR * (step + 1) / 10, within(1e-12));
    }
    assertThat(rate.at(at(10, 10))).isEqualTo(LR);
    assertThat(rate.at(at(30, 10))).isCloseTo(LR / 2, within(1e-12));
  }

  @Test
  void aPartOfAnEpochIsRoundedUpToWholeSteps() {
    RecipeConfig recipe =
        new RecipeConfig.Builder().epochs(4).warmup(0.25).schedule(new ConstantSchedule()).build();
    LearningRate rate = LearningRate.of(recipe, 7);
    assertThat(rate.warmup()).isEqualTo(2);
    assertThat(rate.steps()).isEqualTo(28);
    assertThat(rate.at(at(0, 7))).isEqualTo(1e-4 / 2);
    assertThat(rate.at(at(27, 7))).isEqualTo(1e-4);
  }

  @Test
  void aPlateauIsWarmedUpTooAndThenFollowsTheValidationLoss() {
    PlateauSchedule schedule = PlateauSchedule.standard().withPatience(0);
    LearningRate rate = new LearningRate(LR, schedule, 4, 40, 4);
    assertThat(rate.at(at(1, 4))).isEqualTo(LR / 2);
    Plateau halved = schedule.after(schedule.after(Plateau.start(LR), 1), 1);
    Position later = new Position(1, 2, 1, 0, 0, 0, 0, 0, halved, null);
    assertThat(rate.at(later)).isEqualTo(LR / 2);
  }

  @Test
  void onlyAPlateauChangesItsStateOrEndsTraining() {
    Plateau state = Plateau.start(1e-9);
    for (Schedule schedule : List.of(new ConstantSchedule(), new CosineSchedule(1e-6))) {
      assertThat(schedule.after(state, 2)).isEqualTo(state);
      assertThat(schedule.exhausted(state)).isFalse();
    }
    assertThat(PlateauSchedule.standard().exhausted(state)).isTrue();
  }

  @Test
  void survivesJsonWithItsName() throws JsonProcessingException {
    for (Schedule schedule :
        List.of(
            new ConstantSchedule(),
            new CosineSchedule(2e-6),
            PlateauSchedule.standard().withFactor(0.3).withPatience(2).withMinLr(1e-7))) {
      RecipeConfig recipe = new RecipeConfig.Builder().schedule(schedule).build();
      String json = Json.write(recipe);
      assertThat(Json.mapper().readTree(json).at("/schedule/name").asText())
          .isEqualTo(schedule.text());
      assertThat(Json.mapper().readValue(json, RecipeConfig.class)).isEqualTo(recipe);
    }
  }

  @Test
  void settingsOfAnotherScheduleAreRefused() {
    Schedule constant = Schedule.named("constant");
    assertThatThrownBy(() -> constant.withPatience(3))
        .isInstanceOf(UsageException.class)
        .hasMessage("--patience goes with --schedule plateau, not constant");
    assertThatThrownBy(() -> constant.withMinLr(1e-7)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> Schedule.named("cosine").withFactor(0.1))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> Schedule.named("cosin"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("plateau, cosine, constant. Did you mean cosine?");
  }

  private static Position at(int step, int perEpoch) {
    return new Position(
        1, step / perEpoch, step % perEpoch, 0, 0, 0, 0, 0, Plateau.start(LR), null);
  }
}
