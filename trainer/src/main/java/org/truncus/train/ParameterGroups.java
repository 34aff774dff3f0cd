package org.truncus.train;

import java.util.Set;
import org.truncus.net.BuildOptions;
import org.truncus.net.Mode;
import org.truncus.net.Network;
import org.truncus.weights.WeightSpec;

/**
 * Which weights of a network are trained, at which rate: a frozen part, the rest of the backbone,
 * and the head.
 *
 * @param frozen names of the layers whose weights stay as they were imported
 * @param frozenBn what batch normalisation does in them; null where there are none
 * @param bodyLrRatio the learning rate of the backbone as a share of the head's
 * @param bnMomentum share of its old moving average that batch normalisation keeps at each step
 */
record ParameterGroups(
    Set<String> frozen, FrozenBatchNorm frozenBn, double bodyLrRatio, float bnMomentum) {

  /**
   * The groups of a network.
   *
   * @param config what was asked for
   * @param network what was built of it
   */
  static ParameterGroups of(NetworkConfig config, Network network) {
    Strategy strategy = config.strategy();
    NetworkConfig resolved = strategy.defaults().applied(config);
    return new ParameterGroups(
        strategy.freezes() ? network.layersBelow(config.cut()) : Set.of(),
        resolved.frozenBn(),
        resolved.bodyLrRatio() == null ? 1 : resolved.bodyLrRatio(),
        (float) resolved.bnMomentum());
  }

  /**
   * Whether a training step moves a weight. Moving averages are none of the optimiser's business.
   *
   * @param weight such as {@code conv1.kernel}
   */
  boolean trains(String weight) {
    return !frozen.contains(layer(weight));
  }

  /**
   * What the learning rate is multiplied by for a weight that is trained: 1 in the head.
   *
   * @param weight such as {@code conv1.kernel}
   */
  double rateFactor(String weight) {
    return layer(weight).equals(Network.HEAD) ? 1 : bodyLrRatio;
  }

  private static String layer(String weight) {
    return weight.substring(0, weight.lastIndexOf('.'));
  }

  /** How layers behave in training. */
  BuildOptions training() {
    BuildOptions options = BuildOptions.of(Mode.TRAIN).withMomentum(bnMomentum);
    return frozenBn == FrozenBatchNorm.INFERENCE ? options.withFrozen(frozen) : options;
  }

  /** The number of values that training moves, without moving averages. */
  long trainable(Network network) {
    return network.weights().stream()
        .filter(weight -> weight.trainable() && trains(weight.name()))
        .mapToLong(WeightSpec::size)
        .sum();
  }
}
