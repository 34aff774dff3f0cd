package org.truncus.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truncus.weights.source.Recognised;
import org.truncus.weights.source.SourceTensor;

/**
 * Makes the weights of a network's prefix from those of a file, exactly for inference:
 *
 * <ul>
 *   <li>another epsilon of batch normalisation moves into the variance, {@code var' = var + source
 *       - target}; where that would be negative, into gamma;
 *   <li>a bias that the network doesn't have moves into the mean of the batch normalisation behind
 *       it, {@code mean' = mean - bias}; one that the file doesn't have is 0;
 *   <li>a stem of one channel is divided by three and repeated, one of three is summed up for one.
 * </ul>
 */
final class PrefixFill {

  private static final String MEAN = ".moving_mean";
  private static final String VARIANCE = ".moving_variance";
  private static final String GAMMA = ".gamma";
  private static final String BIAS = ".bias";
  private static final String KERNEL = ".kernel";
  private static final int INPUTS = 2;

  private final Recognised file;
  private final EpsilonFold epsilon;
  private final Set<String> wanted = new HashSet<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final Map<String, WeightTensor> read = new HashMap<>();

  PrefixFill(Recognised file, WeightTarget target) {
    this.file = file;
    float stated = file.source().epsilon();
    this.epsilon = new EpsilonFold(stated > 0 ? stated : target.epsilon(), target.epsilon());
    target.prefix().forEach(spec -> wanted.add(spec.name()));
  }

  /** A weight that was made. */
  record Filled(WeightTensor tensor, ImportStep step) {}

  /** Why a weight can't be made. */
  static final class Misfit extends Exception {
    private static final long serialVersionUID = 1;

    Misfit(String reason) {
      super(reason);
    }
  }

  /** The file's names of the tensors that were used. */
  Set<String> used() {
    return used;
  }

  /** Whether the file has what a weight is made of. */
  boolean has(String name) {
    return file.tensors().containsKey(name) || isMissingBias(name);
  }

  /** Makes one weight. */
  Filled fill(WeightSpec spec) throws Misfit {
    String name = spec.name();
    if (isMissingBias(name)) {
      float[] zeros = new float[Math.toIntExact(spec.size())];
      return new Filled(
          new WeightTensor(name, spec.shape(), zeros),
          new ImportStep(name, spec.shape(), List.of(), "zeros: the source has no bias"));
    }
    if (name.endsWith(MEAN) && hasFoldedBias(name)) {
      return lessBias(spec);
    }
    if (name.endsWith(VARIANCE) && epsilon.isNeeded()) {
      return variance(spec);
    }
    if (name.endsWith(GAMMA) && epsilon.isNeeded() && needsGamma(name)) {
      return gamma(spec);
    }
    return filled(spec, tensor(spec), "");
  }

  private Filled filled(WeightSpec spec, WeightTensor tensor, String how) {
    SourceTensor source = file.tensors().get(spec.name());
    String layout = source.layout().text();
    String channels = "";
    if (!Arrays.equals(source.shape(), spec.shape())) {
      channels = spec.shape()[INPUTS] == 1 ? "channels summed" : "channel ÷ 3, repeated";
    }
    List<String> all = new ArrayList<>(List.of(layout, channels, how));
    all.removeIf(String::isEmpty);
    return new Filled(
        tensor,
        new ImportStep(
            spec.name(), spec.shape(), List.of(source.stored().name()), String.join(", ", all)));
  }

  /** The file's tensor for a weight, of its shape and with sound numbers only. */
  private WeightTensor tensor(WeightSpec spec) throws Misfit {
    SourceTensor source = file.tensors().get(spec.name());
    if (source == null) {
      throw new Misfit("expected %s, not in the file".formatted(Arrays.toString(spec.shape())));
    }
    int[] found = source.shape();
    boolean stem = isOtherStem(spec.name(), found, spec.shape());
    if (!stem && !Arrays.equals(spec.shape(), found)) {
      throw new Misfit(
          "expected %s, found %s".formatted(Arrays.toString(spec.shape()), Arrays.toString(found)));
    }
    WeightTensor tensor = read(spec.name(), source);
    return stem ? withChannels(tensor, spec.shape()) : tensor;
  }

  private WeightTensor read(String name, SourceTensor source) throws Misfit {
    WeightTensor known = read.get(name);
    if (known != null) {
      return known;
    }
    if (!source.stored().dtype().isFloat()) {
      throw new Misfit("holds integers (%s)".formatted(source.stored().dtype()));
    }
    WeightTensor tensor = source.read(name);
    boolean variance = name.endsWith(VARIANCE);
    for (float value : tensor.values()) {
      if (!Float.isFinite(value) || (variance && value < 0)) {
        throw new Misfit("holds the value " + value);
      }
    }
    used.add(source.stored().name());
    if (variance) {
      read.put(name, tensor); // gamma asks for it too
    }
    return tensor;
  }

  private static boolean isOtherStem(String name, int[] found, int[] expected) {
    boolean stem = name.equals("conv1_conv" + KERNEL) || name.equals("conv1" + KERNEL);
    if (!stem || found.length != 4 || expected.length != 4) {
      return false;
    }
    int[] adapted = found.clone();
    adapted[INPUTS] = expected[INPUTS];
    return Arrays.equals(adapted, expected)
        && ((found[INPUTS] == 1 && expected[INPUTS] == 3)
            || (found[INPUTS] == 3 && expected[INPUTS] == 1));
  }

  private static WeightTensor withChannels(WeightTensor tensor, int[] shape) {
    int from = tensor.shape()[INPUTS];
    int to = shape[INPUTS];
    int outputs = shape[3];
    int pixels = shape[0] * shape[1];
    float[] values = new float[pixels * to * outputs];
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int out = 0; out < outputs; out++) {
        double sum = 0;
        for (int in = 0; in < from; in++) {
          sum += tensor.values()[(pixel * from + in) * outputs + out];
        }
        for (int in = 0; in < to; in++) {
          values[(pixel * to + in) * outputs + out] = (float) (sum / to);
        }
      }
    }
    return new WeightTensor(tensor.name(), shape, values);
  }

  private boolean isMissingBias(String name) {
    String layer = name.substring(0, name.length() - Math.min(BIAS.length(), name.length()));
    return name.endsWith(BIAS)
        && !file.tensors().containsKey(name)
        && !file.source().form().convBias()
        && file.tensors().containsKey(layer + KERNEL);
  }

  /** The bias in front of a batch normalisation: {@code conv1_bn} follows {@code conv1_conv}. */
  private static String biasBefore(String mean) {
    String layer = mean.substring(0, mean.length() - MEAN.length());
    return layer.endsWith("_bn") ? layer.substring(0, layer.length() - 3) + "_conv" + BIAS : "";
  }

  private boolean hasFoldedBias(String mean) {
    String bias = biasBefore(mean);
    return file.tensors().containsKey(bias) && !wanted.contains(bias);
  }

  private Filled lessBias(WeightSpec spec) throws Misfit {
    float[] mean = tensor(spec).values().clone();
    String biasName = biasBefore(spec.name());
    SourceTensor source = file.tensors().get(biasName);
    if (source.stored().size() != mean.length) {
      throw new Misfit(
          "the bias before it has %d numbers, %d were expected"
              .formatted(source.stored().size(), mean.length));
    }
    float[] bias = read(biasName, source).values();
    for (int c = 0; c < mean.length; c++) {
      mean[c] = (float) ((double) mean[c] - bias[c]);
    }
    return new Filled(
        new WeightTensor(spec.name(), spec.shape(), mean),
        new ImportStep(
            spec.name(),
            spec.shape(),
            List.of(file.tensors().get(spec.name()).stored().name(), source.stored().name()),
            "mean - bias"));
  }

  private Filled variance(WeightSpec spec) throws Misfit {
    float[] variance = epsilon.variance(tensor(spec).values());
    return filled(
        spec,
        new WeightTensor(spec.name(), spec.shape(), variance),
        "epsilon %s: %+.3g".formatted((float) epsilon.source(), epsilon.shift()));
  }

  /** Whether some variance is too small to take the difference of the epsilons. */
  private boolean needsGamma(String gamma) throws Misfit {
    WeightTensor variance = varianceBeside(gamma);
    return variance != null && epsilon.channelsWithoutVariance(variance.values()) > 0;
  }

  private WeightTensor varianceBeside(String gamma) throws Misfit {
    String name = gamma.substring(0, gamma.length() - GAMMA.length()) + VARIANCE;
    SourceTensor source = file.tensors().get(name);
    return source == null ? null : read(name, source);
  }

  private Filled gamma(WeightSpec spec) throws Misfit {
    float[] variance = varianceBeside(spec.name()).values();
    return filled(
        spec,
        new WeightTensor(spec.name(), spec.shape(), epsilon.gamma(tensor(spec).values(), variance)),
        "epsilon of %d channels without variance"
            .formatted(epsilon.channelsWithoutVariance(variance)));
  }

  /** Biases of layers in the prefix that have gone nowhere: the result would be wrong. */
  List<String> lostBiases() {
    List<String> lost = new ArrayList<>();
    file.tensors()
        .forEach(
            (name, source) -> {
              boolean inPrefix =
                  name.endsWith(BIAS)
                      && wanted.contains(name.substring(0, name.length() - BIAS.length()) + KERNEL);
              if (inPrefix && !used.contains(source.stored().name())) {
                lost.add(name);
              }
            });
    return lost;
  }
}
