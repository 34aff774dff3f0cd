package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.net.Backbones;
import org.truncus.net.ExecutionOptions;
import org.truncus.net.Network;
import org.truncus.net.Sessions;
import org.truncus.net.Tensors;
import org.truncus.net.VariableWeights;
import org.truncus.weights.WeightTensor;

/**
 * The gradient of the loss with respect to every trained tensor of every strategy's network against
 * central differences. One direction is the gradient with a random half of its values, another is
 * random; the loss is taken in double from the logits.
 */
class StrategyGradientTest {

  private static final int BATCH = 6;
  private static final int OUTPUTS = 2;

  /** How far the loss rises, where it rises by more than what it does in 3 % of the tensor. */
  private static final double[] RISES = {3e-3, 1e-3, 3e-4, 1e-4, 3e-5};

  private static final double TOLERANCE = 0.03;
  private static final double ROUNDING = 5e-7;

  record Case(
      String backbone,
      Strategy strategy,
      String cut,
      int size,
      HeadType head,
      FrozenBatchNorm frozenBn) {

    static Case of(String backbone, Strategy strategy, String cut, int size) {
      return new Case(backbone, strategy, cut, size, HeadType.GAP, null);
    }

    @Override
    public String toString() {
      return "%s %s %s %s %s".formatted(backbone, strategy.text(), cut, head.text(), frozenBn);
    }

    TrainConfig config() {
      return Runs.tiny(Path.of("unused.csv"))
          .input(input -> input.imageSize(size))
          .network(
              network ->
                  network
                      .backbone(backbone)
                      .strategy(strategy)
                      .cut(cut)
                      .head(head)
                      .frozenBn(frozenBn))
          .build();
    }
  }

  static Stream<Case> cases() {
    String mobilenet = "mobilenet-v1-0.25";
    return Stream.of(
        Case.of(mobilenet, new RandomInit(), "L3", 32),
        Case.of(mobilenet, new FullFineTune(), "full", 64),
        Case.of("resnet50", new Truncated(), "L2", 32),
        new Case("resnet50", new Truncated(), "L2", 32, HeadType.FLATTEN, null),
        Case.of("densenet121", new Truncated(), "B1.2", 32),
        Case.of(mobilenet, new LayerwiseFineTune(), "L6", 64),
        new Case(
            mobilenet, new LayerwiseFineTune(), "L9", 64, HeadType.GAP, FrozenBatchNorm.UPDATE),
        Case.of("squeezenet-1.1", new LayerwiseFineTune(), "L4", 48),
        Case.of(mobilenet, new TransFusion(), "L8", 64),
        Case.of("cbr-tiny-32", new TransFusion(), "L2", 32),
        Case.of("resnet50", new LinearProbe(), "L2", 32),
        new Case("densenet121", new LinearProbe(), "stem", 32, HeadType.FLATTEN, null));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientOfEveryTrainedTensorIsTheSlopeOfTheLoss(Case tested) {
    TrainConfig config = tested.config();
    Network network = Backbones.network(config.networkSpec(OUTPUTS));
    ParameterGroups groups = ParameterGroups.of(config.network(), network);
    try (LossSurface surface = new LossSurface(network, groups, tested.size())) {
      assertThat(surface.gradients).isNotEmpty();
      SplittableRandom random = new SplittableRandom(5);
      for (WeightTensor at : surface.weights) {
        float[] gradient = surface.gradients.get(at.name());
        if (gradient != null) {
          surface.check(at, gradient, half(gradient, random));
          surface.check(at, gradient, some(gradient.length, random));
        }
      }
    }
  }

  private static double[] half(float[] gradient, SplittableRandom random) {
    double[] direction = new double[gradient.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = i % 2 == 0 || random.nextInt(4) == 0 ? gradient[i] : 0;
    }
    return direction;
  }

  private static double[] some(int size, SplittableRandom random) {
    double[] direction = new double[size];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = random.nextDouble(-1, 1);
    }
    return direction;
  }

  /** A loss as a function of the weights, for one batch. */
  private static final class LossSurface implements AutoCloseable {

    private final Graph graph = new Graph();
    private final VariableWeights variables = new VariableWeights(graph);
    private final Placeholder<TFloat32> images;
    private final Operand<TFloat32> logits;
    private final Session session;
    private final TFloat32 batch;
    private final List<WeightTensor> weights;
    private final Map<String, float[]> gradients = new LinkedHashMap<>();

    LossSurface(Network network, ParameterGroups groups, int size) {
      Ops tf = Ops.create(graph);
      images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(BATCH, size, size, 3)));
      logits = network.logits(tf, images, variables, groups.training());
      session = Sessions.open(graph, ExecutionOptions.cpu(2));
      batch = Tensors.of(images(BATCH * size * size * 3), BATCH, size, size, 3);
      weights = SourceWeights.tensors(network);
      variables.load(session, weights);
      gradients(tf, groups);
    }

    private static float[] images(int values) {
      SplittableRandom random = new SplittableRandom(3);
      float[] images = new float[values];
      for (int i = 0; i < values; i++) {
        images[i] = (float) random.nextDouble(-1, 1);
      }
      return images;
    }

    /** As the training graph asks for them: of the trained weights only. */
    private void gradients(Ops tf, ParameterGroups groups) {
      Operand<TFloat32> losses =
          tf.math.sub(tf.math.softplus(logits), tf.math.mul(logits, tf.constant(targets())));
      Operand<TFloat32> loss = tf.math.mean(losses, tf.constant(new int[] {0, 1}));
      List<String> names = variables.trainables().keySet().stream().filter(groups::trains).toList();
      Output<?>[] outputs =
          graph.addGradients(
              loss.asOutput(),
              names.stream()
                  .map(name -> variables.trainables().get(name).asOutput())
                  .toArray(Output<?>[]::new));
      Session.Runner runner = session.runner().feed(images, batch);
      List.of(outputs).forEach(runner::fetch);
      try (Result result = runner.run()) {
        for (int i = 0; i < outputs.length; i++) {
          gradients.put(names.get(i), Tensors.values((TFloat32) result.get(i)));
        }
      }
    }

    private static float[][] targets() {
      float[][] targets = new float[BATCH][OUTPUTS];
      for (int n = 0; n < BATCH; n++) {
        targets[n][0] = n % 2;
        targets[n][1] = n < BATCH / 3 ? 1 : 0;
      }
      return targets;
    }

    /** Some step is short enough for the curvature and long enough for the rounding. */
    void check(WeightTensor at, float[] gradient, double[] towards) {
      double length = norm(towards);
      double slope = 0;
      for (int i = 0; i < gradient.length; i++) {
        slope += gradient[i] * towards[i] / length;
      }
      double steepest = norm(gradient);
      assertThat(steepest).as("gradient of %s", at.name()).isPositive();
      List<String> tried = new ArrayList<>();
      boolean found = false;
      for (int i = 0; i < RISES.length && !found; i++) {
        double step = Math.min(RISES[i] / steepest, 0.03 * norm(at.values()));
        double risen = loss(at, towards, step / length) - loss(at, towards, -step / length);
        double error = Math.abs(risen / (2 * step) - slope);
        found = error < TOLERANCE * steepest + ROUNDING / step;
        tried.add("%.3g at step %.3g".formatted(risen / (2 * step), step));
      }
      variables.load(session, List.of(at));
      assertThat(found)
          .as("slope %.3g of steepest %.3g along %s: %s", slope, steepest, at.name(), tried)
          .isTrue();
    }

    private double loss(WeightTensor at, double[] towards, double step) {
      float[] moved = at.values().clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] = (float) (moved[i] + step * towards[i]);
      }
      variables.load(session, List.of(new WeightTensor(at.name(), at.shape(), moved)));
      float[][] targets = targets();
      double sum = 0;
      try (Result result = session.runner().feed(images, batch).fetch(logits).run()) {
        float[] values = Tensors.values((TFloat32) result.get(0));
        for (int i = 0; i < values.length; i++) {
          double z = values[i];
          sum += Math.log1p(Math.exp(z)) - z * targets[i / OUTPUTS][i % OUTPUTS];
        }
      }
      return sum / (BATCH * OUTPUTS);
    }

    private static double norm(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value * value;
      }
      return Math.sqrt(sum);
    }

    private static double norm(float[] values) {
      double sum = 0;
      for (float value : values) {
        sum += (double) value * value;
      }
      return Math.sqrt(sum);
    }

    @Override
    public void close() {
      batch.close();
      session.close();
      graph.close();
    }
  }
}
