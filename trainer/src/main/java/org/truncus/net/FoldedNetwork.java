package org.truncus.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.weights.WeightTensor;

/**
 * A network for serving whose batch normalisations are folded into the convolutions before them,
 * together with the weights it needs. In inference batch normalisation is a scale and an offset for
 * each channel, so {@code kernel' = kernel * s} and {@code bias' = beta + (bias - mean) * s} with
 * {@code s = gamma / sqrt(variance + epsilon)} give the same function. One that does not directly
 * follow a convolution of its own stays.
 *
 * @param network to be built in {@link Mode#INFERENCE}
 * @param tensors its weights by name, for {@link ConstantWeights}
 */
public record FoldedNetwork(Network network, Map<String, WeightTensor> tensors) {

  /**
   * Folds a network.
   *
   * @param tensors the trained weights by name; more than the network needs is allowed
   * @throws IllegalArgumentException where a weight is missing
   */
  public static FoldedNetwork of(Network network, Map<String, WeightTensor> tensors) {
    Map<String, String> convolutions = foldable(network.nodes());
    Map<String, WeightTensor> folded = needed(network, tensors);
    List<Node> nodes = new ArrayList<>();
    for (Node node : network.nodes()) {
      String convolution = convolutions.get(node.name());
      if (convolution != null) {
        fold(folded, convolution, node);
        continue;
      }
      List<String> inputs =
          node.inputs().stream().map(input -> convolutions.getOrDefault(input, input)).toList();
      Layer layer = convolutions.containsValue(node.name()) ? withBias(node.layer()) : node.layer();
      nodes.add(new Node(node.name(), layer, inputs));
    }
    return new FoldedNetwork(
        new Network(network.backbone(), network.spec(), nodes), Map.copyOf(folded));
  }

  /** From each batch normalisation that can be folded to the convolution that takes it in. */
  private static Map<String, String> foldable(List<Node> nodes) {
    Map<String, Node> byName = new HashMap<>();
    Map<String, Integer> consumers = new HashMap<>();
    for (Node node : nodes) {
      byName.put(node.name(), node);
      node.inputs().forEach(input -> consumers.merge(input, 1, Integer::sum));
    }
    Map<String, String> foldable = new LinkedHashMap<>();
    for (Node node : nodes) {
      Node input = byName.get(node.inputs().get(0));
      if (node.layer() instanceof BatchNormalization
          && input != null
          && (input.layer() instanceof Conv2D || input.layer() instanceof DepthwiseConv2D)
          && consumers.get(input.name()) == 1) {
        foldable.put(node.name(), input.name());
      }
    }
    return foldable;
  }

  private static Map<String, WeightTensor> needed(
      Network network, Map<String, WeightTensor> tensors) {
    Map<String, WeightTensor> needed = new LinkedHashMap<>();
    network
        .weights()
        .forEach(
            spec -> {
              WeightTensor tensor = tensors.get(spec.name());
              if (tensor == null) {
                throw new IllegalArgumentException("weight " + spec + " is missing");
              }
              needed.put(spec.name(), tensor);
            });
    return needed;
  }

  private static Layer withBias(Layer layer) {
    if (layer instanceof Conv2D conv) {
      return new Conv2D(conv.filters(), conv.kernelSize(), conv.strides(), conv.padding(), true);
    }
    DepthwiseConv2D conv = (DepthwiseConv2D) layer;
    return new DepthwiseConv2D(conv.kernelSize(), conv.strides(), conv.padding(), true);
  }

  private static void fold(Map<String, WeightTensor> tensors, String convolution, Node norm) {
    float epsilon = ((BatchNormalization) norm.layer()).epsilon();
    float[] gamma = tensors.remove(norm.name() + ".gamma").values();
    float[] beta = tensors.remove(norm.name() + ".beta").values();
    float[] mean = tensors.remove(norm.name() + ".moving_mean").values();
    float[] variance = tensors.remove(norm.name() + ".moving_variance").values();
    String kernelName =
        tensors.containsKey(convolution + ".kernel")
            ? convolution + ".kernel"
            : convolution + ".depthwise_kernel";
    String biasName = convolution + ".bias";
    WeightTensor oldBias = tensors.get(biasName);
    int channels = gamma.length;
    double[] scale = new double[channels];
    float[] bias = new float[channels];
    for (int c = 0; c < channels; c++) {
      scale[c] = gamma[c] / Math.sqrt((double) variance[c] + epsilon);
      double before = oldBias == null ? 0 : oldBias.values()[c];
      bias[c] = (float) (beta[c] + (before - mean[c]) * scale[c]);
    }
    WeightTensor kernel = tensors.get(kernelName);
    float[] values = kernel.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * scale[i % channels]); // channels run fastest in both layouts
    }
    tensors.put(kernelName, new WeightTensor(kernelName, kernel.shape(), values));
    tensors.put(biasName, new WeightTensor(biasName, new int[] {channels}, bias));
  }
}
