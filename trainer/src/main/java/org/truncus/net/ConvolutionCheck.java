package org.truncus.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.truncus.problem.EnvironmentException;

/**
 * Tries the input gradients of a network's convolutions on the machine that is to train it.
 *
 * <p>TensorFlow 2.18 leaves them to oneDNN on CPUs. Where the number of input channels is no
 * multiple of the block that oneDNN chooses, the kernel is padded and then misread: of a 3×3
 * convolution with 48 channels a part of the gradient is wrong without a word, of one with 64 all
 * is right. The block depends on the CPU and on the size of the image. Outputs and the gradients of
 * kernels are right, and so is everything with {@code TF_ENABLE_ONEDNN_OPTS=0}. {@link
 * TrainedConvolution} steers clear of all cases that are known; this finds the others.
 *
 * <p>What was found right is remembered, for further networks with the same layers. Thread-safe.
 */
public final class ConvolutionCheck {

  private static final double FP32_TOLERANCE = 1e-3;
  private static final double BF16_TOLERANCE = 0.05;

  private final Set<Right> right = ConcurrentHashMap.newKeySet();

  /** A layer with the shape of what it takes in. */
  private record Tried(Layer layer, FeatureShape input) {}

  /** A layer whose gradient was right where and as it was computed. */
  private record Right(Tried tried, ExecutionOptions options) {}

  /**
   * Refuses a machine that computes wrong gradients. Where a GPU computes there is nothing to try.
   *
   * @param network to be trained
   * @param frozen names of layers whose gradients nobody asks for
   * @param imageSize side of the images in pixels
   * @param options of the training session
   * @throws EnvironmentException naming a layer that fails, and the way out
   */
  public void run(Network network, Set<String> frozen, int imageSize, ExecutionOptions options) {
    if (options.device() != ExecutionOptions.Device.CPU && Devices.hasGpu()) {
      return;
    }
    double tolerance =
        options.precision() == ExecutionOptions.Precision.BF16 ? BF16_TOLERANCE : FP32_TOLERANCE;
    candidates(network, frozen, imageSize)
        .forEach(
            (tried, name) -> {
              Right known = new Right(tried, options);
              if (!right.contains(known)) {
                ConvolutionTrial trial = trial(tried);
                verify(name, tried, trial.error(trial.gradient(options)), tolerance);
                right.add(known);
              }
            });
  }

  /** Each convolution that hands a gradient on to its input, once, with the name of its layer. */
  private static Map<Tried, String> candidates(Network network, Set<String> frozen, int imageSize) {
    int channels = network.spec().inputChannels();
    Map<String, FeatureShape> shapes =
        NodeShapes.infer(network.nodes(), new FeatureShape(imageSize, imageSize, channels));
    Map<Tried, String> candidates = new LinkedHashMap<>();
    boolean first = true;
    for (Node node : network.nodes()) {
      if (!isConvolution(node.layer())) {
        continue;
      }
      if (!first && !frozen.contains(node.name())) {
        FeatureShape input = NodeShapes.inputs(node, shapes).get(0);
        candidates.putIfAbsent(new Tried(node.layer(), input), node.name());
      }
      first = false;
    }
    return candidates;
  }

  private static boolean isConvolution(Layer layer) {
    return (layer instanceof Conv2D convolution && convolution.kernelSize() > 1)
        || layer instanceof DepthwiseConv2D;
  }

  private static ConvolutionTrial trial(Tried tried) {
    return tried.layer() instanceof Conv2D convolution
        ? new ConvolutionTrial(convolution, tried.input())
        : new ConvolutionTrial((DepthwiseConv2D) tried.layer(), tried.input());
  }

  private static void verify(String name, Tried tried, double error, double tolerance) {
    if (!(error < tolerance)) {
      throw new EnvironmentException(
          ("layer %s: its gradient is off by %.1f %% on this machine (%s, input %s). TensorFlow's"
                  + " oneDNN library is at fault, not your data. Set TF_ENABLE_ONEDNN_OPTS=0 in the"
                  + " environment and start again: training is right then, and slower. Another"
                  + " --image-size may do, too.")
              .formatted(name, 100 * error, tried.layer(), tried.input()));
    }
  }
}
