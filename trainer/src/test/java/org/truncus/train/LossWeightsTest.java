package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.truncus.list.Task;
import org.truncus.problem.UsageException;

class LossWeightsTest {

  private static final List<String> NAMES = List.of("a", "b", "c");

  /**
   * Positives of four CheXpert labels after "U-Ones", and the weights of the published code: the
   * largest count over the own one.
   */
  @Test
  void maxCountGivesThePublishedWeightsOfChexpert() {
    List<String> labels = List.of("Cardiomegaly", "Pneumonia", "Pleural Other", "Support Devices");
    int[] counts = {25855, 18060, 5181, 80510};
    List<float[]> targets = new ArrayList<>();
    for (int row = 0; row < 80600; row++) {
      float[] target = new float[4];
      for (int l = 0; l < 4; l++) {
        target[l] = row < counts[l] ? 1 : 0;
      }
      targets.add(target);
    }
    double[] weights =
        LossWeights.of(Task.MULTILABEL, LossConfig.of(Loss.MAX_COUNT), labels, targets);
    Offset<Double> printed = within(5e-4);
    assertThat(weights[0]).isCloseTo(3.114, printed);
    assertThat(weights[1]).isCloseTo(4.458, printed);
    assertThat(weights[2]).isCloseTo(15.539, printed);
    assertThat(weights[3]).isEqualTo(1);
  }

  @Test
  void forClassesMaxCountIsInverseFrequencyUpToAFactor() {
    List<float[]> targets =
        List.of(
            new float[] {1, 0, 0},
            new float[] {1, 0, 0},
            new float[] {0, 1, 0},
            new float[] {0, 0, 1},
            new float[] {1, 0, 0},
            new float[] {1, 0, 0});
    LossFunction max =
        LossFunction.of(Task.MULTICLASS, LossConfig.of(Loss.MAX_COUNT), NAMES, targets);
    LossFunction balanced =
        LossFunction.of(Task.MULTICLASS, LossConfig.of(Loss.BALANCED), NAMES, targets);
    assertThat(max.weights()).containsExactly(1, 4, 4);
    float[] logits = {0.5f, 1, -1, 2, 0, 0.25f};
    float[] rows = {1, 0, 0, 0, 0, 1};
    assertThat(max.mean(logits, rows)).isCloseTo(balanced.mean(logits, rows), within(1e-12));
  }

  @Test
  void givenWeightsGoToTheirLabels() {
    LossConfig config = LossConfig.of(Loss.FOCAL).withClassWeights(Map.of("c", 2.5)).withGamma(1.5);
    LossFunction loss = LossFunction.of(Task.MULTILABEL, config, NAMES, List.of());
    assertThat(loss.weights()).containsExactly(1, 1, 2.5);
    assertThat(loss.gamma()).isEqualTo(1.5);
    assertThatThrownBy(
            () -> LossFunction.of(Task.MULTILABEL, config, List.of("a", "Edema"), List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage("--class-weight: found c, expected one of the labels a, Edema");
  }

  @Test
  void settingsThatContradictOneAnotherAreRefused() {
    LossConfig balanced = LossConfig.of(Loss.BALANCED);
    LossConfig focal = LossConfig.of(Loss.FOCAL);
    assertThatThrownBy(() -> balanced.withClassWeights(Map.of("a", 2.0)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--loss balanced makes the weights itself");
    assertThatThrownBy(() -> focal.withGamma(0))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--loss crossentropy");
    assertThatThrownBy(() -> focal.withLabelSmoothing(0.1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("leave one out");
    assertThatThrownBy(() -> focal.withClassWeights(Map.of("a", -1.0)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("found a=-1.0, expected above 0");
    assertThat(balanced.withGamma(2).text()).isEqualTo("balanced, gamma 2.0");
  }
}
