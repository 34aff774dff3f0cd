package org.truncus.train;

import org.tensorflow.Graph;
import org.truncus.net.Adam;
import org.truncus.net.Optimizer;
import org.truncus.net.Sgd;
import org.truncus.net.StepOptions;
import org.truncus.problem.UsageException;

/**
 * How gradients change weights.
 *
 * @param kind of optimiser
 * @param weightDecay share of a kernel that a step at a rate of 1 takes away; 0 for none
 * @param momentum of SGD, at least 0, below 1; 0 for the others
 * @param nesterov whether SGD looks ahead
 * @param clipNorm gradients are scaled down together where their global norm is above this; 0 for
 *     as they are
 */
public record OptimizerConfig(
    OptimizerKind kind, double weightDecay, double momentum, boolean nesterov, double clipNorm) {

  private static final double DECAY_OF_ADAMW = 0.01;
  private static final double MOMENTUM_OF_SGD = 0.9;

  /** Refuses what is out of range, or means nothing to this optimiser. */
  public OptimizerConfig {
    Ranges.from("--weight-decay", weightDecay, 0, 1);
    Ranges.from("--momentum", momentum, 0, 1);
    if (!(clipNorm >= 0 && clipNorm < Float.MAX_VALUE)) {
      throw new UsageException(
          "--clip-norm: found " + clipNorm + ", expected 0 (as they are) or above");
    }
    if (kind == OptimizerKind.ADAM && weightDecay > 0) {
      throw new UsageException(
          "--weight-decay: Adam has none; choose --optimizer adamw, whose decay is decoupled, or"
              + " sgd");
    }
    if (kind != OptimizerKind.SGD && (momentum > 0 || nesterov)) {
      throw new UsageException(
          "--momentum and --nesterov go with --optimizer sgd, not " + kind.text());
    }
    if (nesterov && momentum == 0) {
      throw new UsageException("--nesterov looks ahead along the momentum: give --momentum too");
    }
  }

  /** An optimiser as PyTorch has it by default, except for a momentum of 0.9 of SGD. */
  public static OptimizerConfig of(OptimizerKind kind) {
    return switch (kind) {
      case ADAM -> new OptimizerConfig(kind, 0, 0, false, 0);
      case ADAMW -> new OptimizerConfig(kind, DECAY_OF_ADAMW, 0, false, 0);
      case SGD -> new OptimizerConfig(kind, 0, MOMENTUM_OF_SGD, false, 0);
    };
  }

  /** The same with this decay. */
  public OptimizerConfig withWeightDecay(double value) {
    return new OptimizerConfig(kind, value, momentum, nesterov, clipNorm);
  }

  /** The same with this momentum. */
  public OptimizerConfig withMomentum(double value) {
    return new OptimizerConfig(kind, weightDecay, value, nesterov, clipNorm);
  }

  /** The same with or without Nesterov's look ahead. */
  public OptimizerConfig withNesterov(boolean value) {
    return new OptimizerConfig(kind, weightDecay, momentum, value, clipNorm);
  }

  /** The same with this limit. */
  public OptimizerConfig withClipNorm(double value) {
    return new OptimizerConfig(kind, weightDecay, momentum, nesterov, value);
  }

  /** Whether gradients are clipped. */
  boolean clips() {
    return clipNorm > 0;
  }

  /** The optimiser for a graph. */
  Optimizer create(Graph graph) {
    return switch (kind) {
      case ADAM -> new Adam(graph, Adam.Settings.standard());
      case ADAMW -> new Adam(graph, Adam.Settings.standard().withWeightDecay(weightDecay));
      case SGD -> new Sgd(graph, new Sgd.Settings((float) momentum, nesterov, (float) weightDecay));
    };
  }

  /** How it applies gradients. */
  StepOptions step() {
    return clips() ? StepOptions.standard().withClipNorm(clipNorm) : StepOptions.standard();
  }
}
