package org.truncus.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.truncus.net.Backbones;
import org.truncus.net.Network;
import org.truncus.net.NetworkSpec;
import org.truncus.weights.Safetensors;
import org.truncus.weights.WeightSource;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** Weight files in the project's own form, with batch-norm values unlike those of a new network. */
final class SourceWeights {

  private static final long SEED = 99;

  private SourceWeights() {}

  /** Writes weights for a backbone up to a cut, and those of a classifier. */
  static Path write(Path file, String backbone, String cut) {
    Network network = Backbones.network(new NetworkSpec(backbone, cut, 5));
    Safetensors.write(
        file,
        tensors(network),
        WeightSource.own(backbone, network.weightTarget().epsilon(), "torch").metadata());
    return file;
  }

  /** A tensor for each weight of a network. */
  static List<WeightTensor> tensors(Network network) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<WeightTensor> tensors = new ArrayList<>();
    for (WeightSpec spec : network.weights()) {
      tensors.add(tensor(spec, random));
    }
    return tensors;
  }

  private static WeightTensor tensor(WeightSpec spec, SplittableRandom random) {
    float[] values = new float[Math.toIntExact(spec.size())];
    boolean positive = spec.name().endsWith("variance") || spec.name().endsWith("gamma");
    double limit = spec.shape().length == 1 ? 0.2 : Math.sqrt(6.0 * filters(spec) / spec.size());
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (float) (positive ? random.nextDouble(0.5, 1.5) : random.nextDouble(-limit, limit));
    }
    return new WeightTensor(spec.name(), spec.shape(), values);
  }

  /** The size of the last dimension; {@code size / filters} is the fan-in of a kernel. */
  private static int filters(WeightSpec spec) {
    boolean depthwise = spec.name().endsWith("depthwise_kernel");
    return spec.shape()[depthwise ? 2 : spec.shape().length - 1];
  }
}
