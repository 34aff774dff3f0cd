package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** What a training step of each strategy moves, and by how much. */
class StrategyStepTest {

  private static final int SIZE = 32;
  private static final int BATCH = 8;
  private static final double RATE = 1e-3;

  @TempDir private static Path root;
  private static Path list;
  private static Path source;

  @BeforeAll
  static void data() {
    list = SyntheticList.multilabel(root, 20);
    source = SourceWeights.write(root.resolve("source"), "mobilenet-v1-0.25", "full");
  }

  @Test
  void layerwiseLeavesThePrefixAsItWasAndTrainsTheRestAtATenthOfTheHeadsRate() {
    Steps steps = steps(new LayerwiseFineTune(), "L6", null);
    Set<String> frozen = names(steps, "L6");
    assertThat(frozen).contains("conv_pw_6_bn.moving_mean", "conv1.kernel").hasSize(13 * 5);
    steps.initial.forEach(
        (name, tensor) -> {
          if (frozen.contains(name)) {
            assertThat(steps.last.get(name)).as(name).isEqualTo(tensor);
          } else {
            assertThat(steps.last.get(name)).as(name).isNotEqualTo(tensor);
          }
        });
    assertThat(steps.firstMove("probs.kernel")).isCloseTo(RATE, part(RATE));
    assertThat(steps.firstMove("conv_pw_13.kernel")).isCloseTo(RATE / 10, part(RATE / 10));
    assertThat(steps.firstMove("conv_pw_7_bn.gamma")).isCloseTo(RATE / 10, part(RATE / 10));
  }

  @Test
  void frozenBatchNormThatUpdatesMovesItsAveragesOnly() {
    Steps steps = steps(new LayerwiseFineTune(), "L6", FrozenBatchNorm.UPDATE);
    for (String name : names(steps, "L6")) {
      boolean statistic = name.contains(".moving_");
      assertThat(steps.last.get(name).equals(steps.initial.get(name)))
          .as(name)
          .isEqualTo(!statistic);
    }
  }

  @Test
  void aProbeTrainsTheHeadOnly() {
    Steps steps = steps(new LinearProbe(), "L4", null);
    assertThat(steps.initial).containsKey("probs.bias");
    steps.initial.forEach(
        (name, tensor) ->
            assertThat(steps.last.get(name).equals(tensor))
                .as(name)
                .isEqualTo(!name.startsWith("probs.")));
    assertThat(steps.firstMove("probs.kernel")).isCloseTo(RATE, part(RATE));
  }

  @Test
  void transfusionTrainsEverythingAtOneRate() {
    Steps steps = steps(new TransFusion(), "L8", null);
    steps.initial.forEach(
        (name, tensor) -> assertThat(steps.last.get(name)).as(name).isNotEqualTo(tensor));
    for (String name : new String[] {"conv1.kernel", "conv_pw_9.kernel", "probs.kernel"}) {
      assertThat(steps.firstMove(name)).as(name).isCloseTo(RATE, part(RATE));
    }
  }

  @Test
  void aBodyRatioSlowsTheBodyOfATruncatedNetwork() {
    RunPlan plan = plan(new Truncated(), "L3", null);
    TrainConfig slow =
        plan.config().toBuilder().network(network -> network.bodyLrRatio(0.25)).build();
    Steps steps =
        new Steps(new RunPlan(slow, plan.data(), plan.network(), plan.imported(), plan.loss()));
    assertThat(steps.firstMove("conv_pw_3.kernel")).isCloseTo(RATE / 4, part(RATE / 4));
    assertThat(steps.firstMove("probs.kernel")).isCloseTo(RATE, part(RATE));
  }

  @Test
  void theMomentumOfBatchNormIsTheOneAskedFor() {
    Steps slow = steps(new Truncated(), "L2", null);
    RunPlan plan = plan(new Truncated(), "L2", null);
    TrainConfig config = plan.config().toBuilder().network(n -> n.bnMomentum(0.6)).build();
    Steps fast =
        new Steps(new RunPlan(config, plan.data(), plan.network(), plan.imported(), plan.loss()));
    String name = "conv1_bn.moving_mean";
    for (int i = 0; i < 8; i++) {
      double start = slow.initial.get(name).values()[i];
      assertThat(fast.first.get(name).values()[i] - start)
          .isCloseTo(4 * (slow.first.get(name).values()[i] - start), within(1e-5));
    }
  }

  private static Offset<Double> part(double rate) {
    return within(0.02 * rate);
  }

  private static Set<String> names(Steps steps, String cut) {
    return steps.plan.network().weightsBelow(cut).stream()
        .map(WeightSpec::name)
        .collect(Collectors.toSet());
  }

  private static Steps steps(Strategy strategy, String cut, FrozenBatchNorm frozenBn) {
    return new Steps(plan(strategy, cut, frozenBn));
  }

  private static RunPlan plan(Strategy strategy, String cut, FrozenBatchNorm frozenBn) {
    return RunPlan.of(
        Runs.tiny(list)
            .network(
                network -> network.strategy(strategy).cut(cut).weights(source).frozenBn(frozenBn))
            .build());
  }

  /** The weights of a run before its first step, after it, and after three. */
  private static final class Steps {

    private final RunPlan plan;
    private final Map<String, WeightTensor> initial;
    private final Map<String, WeightTensor> first;
    private final Map<String, WeightTensor> last;

    Steps(RunPlan plan) {
      this.plan = plan;
      try (TrainingGraph graph =
          new TrainingGraph(plan.network(), plan.preprocessing(1), plan.loss(), plan.config())) {
        graph.initialise(plan.initial().tensors());
        initial = weights(graph);
        graph.train(images(1), targets(), RATE);
        first = weights(graph);
        graph.train(images(2), targets(), RATE);
        graph.train(images(3), targets(), RATE);
        last = weights(graph);
      }
      for (WeightTensor tensor : plan.initial().tensors()) {
        assertThat(initial.get(tensor.name())).isEqualTo(tensor);
      }
    }

    private static Map<String, WeightTensor> weights(TrainingGraph graph) {
      Map<String, WeightTensor> weights = new LinkedHashMap<>();
      graph
          .checkpoint(Position.start(RATE))
          .weights()
          .forEach(tensor -> weights.put(tensor.name(), tensor));
      return weights;
    }

    private static float[] images(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] images = new float[BATCH * SIZE * SIZE];
      for (int i = 0; i < images.length; i++) {
        images[i] = (float) random.nextDouble();
      }
      return images;
    }

    private static float[] targets() {
      float[] targets = new float[2 * BATCH];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = i % 3 == 0 ? 1 : 0;
      }
      return targets;
    }

    /** Adam's first step moves a value with a gradient that isn't tiny by its rate. */
    double firstMove(String name) {
      double largest = 0;
      for (int i = 0; i < initial.get(name).values().length; i++) {
        double move = Math.abs(first.get(name).values()[i] - initial.get(name).values()[i]);
        largest = Math.max(largest, move);
      }
      return largest;
    }
  }
}
