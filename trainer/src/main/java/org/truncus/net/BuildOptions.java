package org.truncus.net;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.truncus.problem.UsageException;

/**
 * How the layers of a network behave in a graph.
 *
 * @param mode of the layers that aren't frozen
 * @param frozen names of the layers that run in {@link Mode#INFERENCE} whatever the mode: their
 *     batch normalisation uses its moving averages and leaves them as they are. Whether weights are
 *     trained is up to the optimiser, which has to leave those of these layers out
 * @param momentum of batch normalisation in training: the share of the old moving average that a
 *     step keeps, in [0,1]
 */
public record BuildOptions(Mode mode, Set<String> frozen, float momentum) {

  /**
   * PyTorch's 0.1 in Keras' terms. Keras' own default of 0.99 leaves stale statistics when an epoch
   * has fewer than 50 steps.
   */
  public static final float MOMENTUM = 0.9f;

  /** Checks the momentum and copies the names. */
  public BuildOptions {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new UsageException(
          "the momentum of batch normalisation lies in [0,1], not at " + momentum);
    }
    frozen = Set.copyOf(frozen);
  }

  /** All layers in this mode, with a momentum of 0.9. */
  public static BuildOptions of(Mode mode) {
    return new BuildOptions(mode, Set.of(), MOMENTUM);
  }

  /** The same with these layers frozen too, as {@link Network#layersBelow} names them. */
  public BuildOptions withFrozen(Collection<String> layers) {
    Set<String> all = new LinkedHashSet<>(frozen);
    all.addAll(layers);
    return new BuildOptions(mode, all, momentum);
  }

  /** The same with another momentum. */
  public BuildOptions withMomentum(float newMomentum) {
    return new BuildOptions(mode, frozen, newMomentum);
  }

  /** The mode of a layer. */
  Mode mode(String layer) {
    return frozen.contains(layer) ? Mode.INFERENCE : mode;
  }
}
