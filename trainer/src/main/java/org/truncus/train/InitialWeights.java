package org.truncus.train;

import java.util.List;
import java.util.Map;
import org.truncus.net.Network;
import org.truncus.weights.ImportedWeights;
import org.truncus.weights.Initializer;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/**
 * What every weight of a network starts from: a tensor of a weight file as it stands there, or
 * random numbers that depend on the seed and the weight's name alone.
 *
 * @param network to be trained
 * @param imported what the weight file gives; null without one
 * @param init what of it is taken
 * @param seed of what is random
 */
record InitialWeights(Network network, ImportedWeights imported, Init init, long seed) {

  /** One tensor for each weight, in the order of the network. */
  List<WeightTensor> tensors() {
    return network.weights().stream().map(this::tensor).toList();
  }

  /**
   * The names of the weights that are not the file's: the head, what is narrower than in the file,
   * everything where the init is none of the file's tensors.
   */
  List<String> initialised() {
    return network.weights().stream()
        .filter(weight -> !isLoaded(weight))
        .map(WeightSpec::name)
        .toList();
  }

  /** How many weights are the file's. */
  int loaded() {
    return (int) network.weights().stream().filter(this::isLoaded).count();
  }

  private boolean isLoaded(WeightSpec weight) {
    return init == Init.PRETRAINED && given().containsKey(weight.name());
  }

  private Map<String, WeightTensor> given() {
    return imported == null ? Map.of() : imported.tensors();
  }

  private WeightTensor tensor(WeightSpec weight) {
    WeightTensor tensor = given().get(weight.name());
    if (isLoaded(weight)) {
      return tensor;
    }
    boolean resampled = tensor != null && init == Init.MEANVAR && weight.trainable();
    return resampled ? resampled(tensor) : weight.initial(seed);
  }

  private WeightTensor resampled(WeightTensor tensor) {
    float[] values = tensor.values();
    double mean = 0;
    for (float value : values) {
      mean += value;
    }
    mean /= values.length;
    double variance = 0;
    for (float value : values) {
      variance += (value - mean) * (value - mean);
    }
    variance /= values.length;
    Initializer normal = new Initializer.Normal(mean, Math.sqrt(variance));
    return new WeightTensor(
        tensor.name(), tensor.shape(), normal.values(values.length, seed, tensor.name()));
  }
}
