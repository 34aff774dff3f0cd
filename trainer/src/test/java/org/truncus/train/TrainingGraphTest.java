package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.truncus.list.Task;
import org.truncus.net.Backbones;
import org.truncus.net.Fit;
import org.truncus.net.Network;
import org.truncus.net.NetworkSpec;
import org.truncus.net.Preprocessing;
import org.truncus.weights.WeightTensor;

/** Steps of a network without batch normalisation, whole and in parts. */
class TrainingGraphTest {

  private static final int SIZE = 32;
  private static final int ROWS = 7;
  private static final float MASKED = Float.NaN;
  private static final LossFunction LOSS =
      new LossFunction(Task.MULTILABEL, new double[] {2, 0.5}, 2, 0);

  private static final float[] TARGETS = {1, 0, 0, MASKED, 1, 1, 0, 0, MASKED, MASKED, 1, 0, 0, 1};

  @Test
  void aBatchInPartsMovesTheWeightsAsTheWholeDoes() {
    Outcome whole = steps(recipe(1, 0), 3);
    for (int parts : new int[] {2, 3}) {
      Outcome summed = steps(recipe(parts, 0), 3);
      assertThat(summed.loss()).isCloseTo(whole.loss(), within(1e-4));
      assertClose(summed.weights(), whole.weights());
    }
  }

  @Test
  void clippingLooksAtTheSumOfTheParts() {
    Outcome free = steps(recipe(1, 0), 2);
    Outcome whole = steps(recipe(1, 0.05), 2);
    Outcome summed = steps(recipe(3, 0.05), 2);
    assertThat(free.clipped()).isFalse();
    assertThat(whole.clipped()).isTrue();
    assertThat(summed.clipped()).isTrue();
    assertClose(summed.weights(), whole.weights());
    assertThat(steps(recipe(3, 1e6), 1).clipped()).isFalse();
  }

  private record Outcome(double loss, boolean clipped, Map<String, WeightTensor> weights) {}

  private static RecipeConfig recipe(int accumulate, double clipNorm) {
    return new RecipeConfig.Builder()
        .accumulate(accumulate)
        .optimizer(OptimizerConfig.of(OptimizerKind.SGD).withClipNorm(clipNorm))
        .build();
  }

  private static Outcome steps(RecipeConfig recipe, int steps) {
    Network network = Backbones.network(new NetworkSpec("squeezenet-1.1", "L2", 2));
    Preprocessing preprocessing = Preprocessing.torch(SIZE, 1, Fit.PAD);
    TrainConfig config =
        Runs.tiny(Path.of("none.csv"))
            .network(settings -> settings.backbone("squeezenet-1.1").cut("L2"))
            .recipe(settings -> settings.accumulate(recipe.accumulate()))
            .recipe(settings -> settings.optimizer(recipe.optimizer()))
            .build();
    List<WeightTensor> initial = network.weights().stream().map(spec -> spec.initial(3)).toList();
    try (TrainingGraph graph = new TrainingGraph(network, preprocessing, LOSS, config)) {
      graph.initialise(initial);
      StepResult last = null;
      for (int step = 0; step < steps; step++) {
        last = graph.train(images(step), TARGETS, 0.05);
      }
      Map<String, WeightTensor> weights = new TreeMap<>();
      graph
          .checkpoint(Position.start(1))
          .weights()
          .forEach(tensor -> weights.put(tensor.name(), tensor));
      initial.forEach(tensor -> assertThat(weights.get(tensor.name())).isNotEqualTo(tensor));
      return new Outcome(last.lossSum(), last.clipped(), weights);
    }
  }

  private static void assertClose(
      Map<String, WeightTensor> found, Map<String, WeightTensor> expected) {
    expected.forEach(
        (name, tensor) -> {
          for (int i = 0; i < tensor.values().length; i++) {
            assertThat(found.get(name).values()[i])
                .as("%s[%d]", name, i)
                .isCloseTo(tensor.values()[i], within(2e-5f));
          }
        });
  }

  private static float[] images(int step) {
    SplittableRandom random = new SplittableRandom(step);
    float[] images = new float[ROWS * SIZE * SIZE];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextDouble();
    }
    return images;
  }
}
