package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.truncus.list.Task;

class LossFunctionTest {

  private static final float MASKED = Float.NaN;

  @Test
  void binaryCrossEntropyAveragesWhatIsNotMasked() {
    LossFunction loss = new LossFunction(Task.MULTILABEL, new double[] {1, 1});
    float[] logits = {0, 2, -1, 5};
    float[] targets = {1, 0, 1, MASKED};
    double expected = (-Math.log(0.5) - Math.log(1 - sigmoid(2)) - Math.log(sigmoid(-1))) / 3;
    assertThat(loss.mean(logits, targets)).isCloseTo(expected, within(1e-12));
    assertThat(loss.divisor(targets)).isEqualTo(3);
    assertThat(loss.factors(targets)).containsExactly(1, 1, 1, 0);
    assertThat(loss.filled(targets)).containsExactly(1, 0, 1, 0);
  }

  @Test
  void balancedPositivesWeighNegativesByPositives() {
    List<float[]> train =
        List.of(
            new float[] {1, 1},
            new float[] {0, 1},
            new float[] {0, 1},
            new float[] {0, 0},
            new float[] {MASKED, 0});
    LossFunction loss =
        LossFunction.of(Task.MULTILABEL, LossConfig.of(Loss.BALANCED), List.of("a", "b"), train);
    assertThat(loss.weights()).containsExactly(3, 2.0 / 3);
    float[] logits = {0.5f, -0.5f};
    double expected = (-3 * Math.log(sigmoid(0.5)) - Math.log(1 - sigmoid(-0.5))) / 2;
    assertThat(loss.mean(logits, new float[] {1, 0})).isCloseTo(expected, within(1e-12));
  }

  @Test
  void balancedClassesWeighByInverseFrequencyWithMeanOneOverTheRows() {
    List<float[]> train =
        List.of(
            new float[] {1, 0, 0},
            new float[] {1, 0, 0},
            new float[] {0, 1, 0},
            new float[] {0, 0, 1},
            new float[] {1, 0, 0},
            new float[] {0, 0, 1});
    LossFunction loss =
        LossFunction.of(
            Task.MULTICLASS, LossConfig.of(Loss.BALANCED), List.of("a", "b", "c"), train);
    assertThat(loss.weights()).containsExactly(6.0 / 9, 2, 1);
    assertThat((3 * loss.weights()[0] + loss.weights()[1] + 2 * loss.weights()[2]) / 6)
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void softmaxCrossEntropyIsTheWeightedMeanAndLeavesMaskedRowsOut() {
    LossFunction loss = new LossFunction(Task.MULTICLASS, new double[] {1, 2, 1});
    float[] logits = {1, 2, 3, 0, 0, 0, 9, 9, 9};
    float[] targets = {0, 0, 1, 0, 1, 0, MASKED, MASKED, MASKED};
    double first = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3)) - 3;
    double expected = (first + 2 * Math.log(3)) / 3;
    assertThat(loss.mean(logits, targets)).isCloseTo(expected, within(1e-12));
    assertThat(loss.factors(targets)).containsExactly(1, 2, 0);
  }

  @Test
  void hugeLogitsGiveFiniteLosses() {
    LossFunction loss = new LossFunction(Task.MULTILABEL, new double[] {1});
    assertThat(loss.mean(new float[] {1000}, new float[] {0})).isEqualTo(1000);
    assertThat(loss.mean(new float[] {-1000}, new float[] {0})).isZero();
  }

  @Test
  void probabilitiesAreSigmoidOrSoftmax() {
    assertThat(LossFunction.probabilities(Task.MULTILABEL, new float[] {0, 1}))
        .containsExactly(0.5f, (float) sigmoid(1));
    float[] softmax = LossFunction.probabilities(Task.MULTICLASS, new float[] {0, 1, 1000});
    assertThat(softmax).containsExactly(0, 0, 1);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
