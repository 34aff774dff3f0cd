package org.truncus.train;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.net.Accumulation;
import org.truncus.net.Mode;
import org.truncus.net.Network;
import org.truncus.net.Optimizer;
import org.truncus.net.PreprocessGraph;
import org.truncus.net.Preprocessing;
import org.truncus.net.Sessions;
import org.truncus.net.StepOptions;
import org.truncus.net.Tensors;
import org.truncus.net.VariableWeights;
import org.truncus.weights.WeightTensor;

/**
 * A network twice over the same variables: with batch statistics to train, with moving statistics
 * to validate. Used by one thread. Owns a graph and a session; closed by who made it.
 */
final class TrainingGraph implements AutoCloseable {

  private final Graph graph = new Graph();
  private final LossFunction loss;
  private final Preprocessing preprocessing;
  private final VariableWeights weights = new VariableWeights(graph);
  private final Optimizer optimizer;
  private final RecipeConfig recipe;
  private final Placeholder<TFloat32> images;
  private final Placeholder<TFloat32> targets;
  private final Placeholder<TFloat32> factors;
  private final Placeholder<TFloat32> divisor;
  private final Operand<TFloat32> lossSum;
  private final Operand<TFloat32> logits;
  private final Op step;
  private final Accumulation accumulation;
  private final Session session;

  /**
   * Builds the graph and opens a session; the variables have no values yet.
   *
   * @param network what to train
   * @param preprocessing of the images fed
   * @param loss what to minimise
   * @param config strategy, device, threads and precision
   */
  TrainingGraph(
      Network network, Preprocessing preprocessing, LossFunction loss, TrainConfig config) {
    this.loss = loss;
    this.preprocessing = preprocessing;
    Ops tf = Ops.create(graph);
    int size = preprocessing.imageSize();
    int labels = loss.weights().length;
    images = placeholder(tf, "images", Shape.of(-1, size, size, preprocessing.channels()));
    targets = placeholder(tf, "targets", Shape.of(-1, labels));
    factors = placeholder(tf, "factors", Shape.unknown());
    divisor = placeholder(tf, "divisor", Shape.scalar());
    ParameterGroups groups = ParameterGroups.of(config.network(), network);
    Operand<TFloat32> normalised = PreprocessGraph.normalise(tf, images, preprocessing);
    logits = network.logits(tf.withSubScope("inference"), normalised, weights, Mode.INFERENCE);
    Operand<TFloat32> trained =
        network.logits(tf.withSubScope("train"), normalised, weights, groups.training());
    lossSum = LossGraph.sum(tf, loss, trained, targets, factors);
    Operand<TFloat32> mean = tf.math.div(lossSum, divisor);
    Map<String, Operand<TFloat32>> trainables = trainables(groups);
    recipe = config.recipe();
    optimizer = recipe.optimizer().create(graph);
    StepOptions options = recipe.optimizer().step().withRateFactor(groups::rateFactor);
    boolean whole = recipe.accumulate() == 1;
    accumulation =
        whole ? null : optimizer.accumulate(mean, trainables, weights.updates(), options);
    step =
        whole
            ? optimizer.minimize(mean, trainables, weights.updates(), options)
            : accumulation.apply();
    session = Sessions.open(graph, config.compute().execution());
  }

  private static Placeholder<TFloat32> placeholder(Ops tf, String name, Shape shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private Map<String, Operand<TFloat32>> trainables(ParameterGroups groups) {
    Map<String, Operand<TFloat32>> trainables = new LinkedHashMap<>(weights.trainables());
    trainables.keySet().removeIf(name -> !groups.trains(name));
    return trainables;
  }

  /**
   * Gives the variables their first values.
   *
   * @param initial one tensor for each weight
   */
  void initialise(Collection<WeightTensor> initial) {
    weights.load(session, initial);
    optimizer.initialize(session);
  }

  /** Puts variables and optimiser where a checkpoint left them. */
  void restore(Checkpoint checkpoint) {
    weights.load(session, checkpoint.weights());
    optimizer.load(session, checkpoint.optimizer());
  }

  /** The present state, to be resumed from. */
  Checkpoint checkpoint(Position position) {
    return new Checkpoint(
        weights.fetch(session).values(), optimizer.fetch(session).values(), position);
  }

  /**
   * One step of the optimiser. Batch statistics are those of the parts that a batch is computed in.
   *
   * @param batch {@code [N,S,S,C]} in [0,1]
   * @param labels {@code [N,L]} targets, NaN where masked
   * @return what the step found
   */
  StepResult train(float[] batch, float[] labels, double lr) {
    float mean = (float) Math.max(loss.divisor(labels), Float.MIN_NORMAL);
    try (TFloat32 rate = Tensors.scalar((float) lr)) {
      Session.Runner last = session.runner().feed(optimizer.learningRate(), rate).addTarget(step);
      if (recipe.optimizer().clips()) {
        last.fetch(Optimizer.GRADIENT_NORM);
      }
      return accumulation == null
          ? stepOf(last, batch, labels, mean)
          : stepOfParts(last, batch, labels, mean);
    }
  }

  private StepResult stepOf(Session.Runner last, float[] batch, float[] labels, float mean) {
    return fed(
        last.fetch(lossSum),
        batch,
        labels,
        mean,
        result -> {
          double sum = ((TFloat32) result.get(result.size() - 1)).getFloat();
          return new StepResult(sum, clipped(result));
        });
  }

  private StepResult stepOfParts(Session.Runner last, float[] batch, float[] labels, float mean) {
    int n = count(batch);
    int parts = Math.max(1, Math.min(recipe.accumulate(), n / 2));
    double sum = 0;
    for (int part = 0; part < parts; part++) {
      int from = n * part / parts;
      int to = n * (part + 1) / parts;
      Op target = part == 0 ? accumulation.first() : accumulation.further();
      sum +=
          fed(
              session.runner().addTarget(target).fetch(lossSum),
              rows(batch, n, from, to),
              rows(labels, n, from, to),
              mean,
              result -> (double) ((TFloat32) result.get(0)).getFloat());
    }
    try (Result result = last.run()) {
      return new StepResult(sum, clipped(result));
    }
  }

  private static float[] rows(float[] values, int n, int from, int to) {
    int length = values.length / n;
    return Arrays.copyOfRange(values, from * length, to * length);
  }

  private boolean clipped(Result result) {
    return recipe.optimizer().clips()
        && ((TFloat32) result.get(0)).getFloat() > (float) recipe.optimizer().clipNorm();
  }

  /** Runs with these images and targets, and reads the result. */
  private <T> T fed(
      Session.Runner runner, float[] batch, float[] labels, float mean, Function<Result, T> read) {
    int n = count(batch);
    int outputs = loss.weights().length;
    float[] scale = loss.factors(labels);
    long[] shape = scale.length == n && outputs > 1 ? new long[] {n} : new long[] {n, outputs};
    try (TFloat32 input = feed(batch, n);
        TFloat32 target = Tensors.of(loss.filled(labels), n, outputs);
        TFloat32 factor = Tensors.of(scale, shape);
        TFloat32 whole = Tensors.scalar(mean);
        Result result =
            runner
                .feed(images, input)
                .feed(targets, target)
                .feed(factors, factor)
                .feed(divisor, whole)
                .run()) {
      return read.apply(result);
    }
  }

  /** Logits {@code [N,L]} with moving statistics, for images {@code [N,S,S,C]} in [0,1]. */
  float[] logits(float[] batch) {
    try (TFloat32 input = feed(batch, count(batch));
        Result result = session.runner().feed(images, input).fetch(logits).run()) {
      return Tensors.values((TFloat32) result.get(0));
    }
  }

  private TFloat32 feed(float[] batch, int n) {
    int size = preprocessing.imageSize();
    return Tensors.of(batch, n, size, size, preprocessing.channels());
  }

  private int count(float[] batch) {
    int size = preprocessing.imageSize();
    return batch.length / (size * size * preprocessing.channels());
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
