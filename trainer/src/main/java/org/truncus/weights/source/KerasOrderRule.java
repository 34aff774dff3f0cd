package org.truncus.weights.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.WeightFile;

/**
 * Files whose layers are called by their classes and numbers alone, as Keras 3's {@code
 * .weights.h5}. The k-th layer of each class is the k-th of the application; that a file is of an
 * application is told by the shapes of all its kernels, one after the other. Shapes can't tell
 * which of two equal layers is which, so the order has to be Keras'.
 */
final class KerasOrderRule {

  private static final Pattern NUMBERED =
      Pattern.compile(
          "(.*?[_/.])??(depthwise_conv2d|conv2d|batch_normalization)(?:_(\\d{1,6}))?\\.(\\w+)");
  private static final List<String> TYPES =
      List.of(KerasOrder.CONV, KerasOrder.DEPTHWISE, KerasOrder.NORM);
  private static final int FEWEST_CONVOLUTIONS = 4;

  private final WeightFile file;

  /** The layers of one class by number; their weights by name. */
  private final Map<String, List<Map<String, StoredTensor>>> layers = new LinkedHashMap<>();

  private KerasOrderRule(
      WeightFile file, Map<String, SortedMap<Integer, Map<String, StoredTensor>>> layers) {
    this.file = file;
    layers.forEach((type, numbered) -> this.layers.put(type, List.copyOf(numbered.values())));
  }

  static Optional<Recognised> recognise(WeightFile file, String hint) {
    return models(file).stream()
        .sorted(Comparator.comparingInt((KerasOrderRule model) -> -model.convolutions()))
        .flatMap(
            model ->
                candidates().stream()
                    .filter(model::fits)
                    .sorted(Comparator.comparing((Candidate c) -> !c.backbone.equals(hint)))
                    .map(model::recognised))
        .findFirst();
  }

  /** The layers below each name that stands before the classes: models within models. */
  private static List<KerasOrderRule> models(WeightFile file) {
    Map<String, Map<String, SortedMap<Integer, Map<String, StoredTensor>>>> models =
        new LinkedHashMap<>();
    file.tensors()
        .forEach(
            (name, tensor) -> {
              Matcher matcher = NUMBERED.matcher(name);
              if (matcher.matches()) {
                String digits = matcher.group(3);
                models
                    .computeIfAbsent(String.valueOf(matcher.group(1)), m -> new LinkedHashMap<>())
                    .computeIfAbsent(matcher.group(2), type -> new TreeMap<>())
                    .computeIfAbsent(
                        digits == null ? 0 : Integer.parseInt(digits), n -> new LinkedHashMap<>())
                    .put(matcher.group(4), tensor);
              }
            });
    return models.values().stream().map(layers -> new KerasOrderRule(file, layers)).toList();
  }

  private int convolutions() {
    return layers.getOrDefault(KerasOrder.CONV, List.of()).size();
  }

  /** A network that a file may be of. */
  private record Candidate(
      String backbone, KerasOrder order, float epsilon, String normalization) {}

  private static List<Candidate> candidates() {
    float epsilon = KerasRule.EPSILON;
    List<Candidate> all = new ArrayList<>();
    all.add(new Candidate("resnet50-v1", KerasOrder.resNet50(), epsilon, "caffe"));
    all.add(new Candidate("densenet121", KerasOrder.denseNet(6, 12, 24, 16), epsilon, "torch"));
    all.add(new Candidate("densenet201", KerasOrder.denseNet(6, 12, 48, 32), epsilon, "torch"));
    List<String> widths = List.of("0.25", "0.5", "0.75", "1.0");
    for (int quarters = 1; quarters <= widths.size(); quarters++) {
      all.add(
          new Candidate(
              "mobilenet-v1-" + widths.get(quarters - 1),
              KerasOrder.mobileNet(quarters),
              KerasRule.DEFAULT_EPSILON,
              "mobilenet"));
    }
    all.add(new Candidate("squeezenet-1.1", KerasOrder.squeezeNet(), 0, "caffe"));
    return all;
  }

  /** Whether all layers, as far as file and network both go, have the right shapes. */
  private boolean fits(Candidate candidate) {
    return convolutions() >= FEWEST_CONVOLUTIONS
        && TYPES.stream().allMatch(type -> fits(type, candidate.order.places(type)));
  }

  private boolean fits(String type, List<KerasOrder.Place> places) {
    List<Map<String, StoredTensor>> found = layers.getOrDefault(type, List.of());
    boolean some = found.isEmpty() == places.isEmpty();
    return some
        && IntStream.range(0, Math.min(found.size(), places.size()))
            .allMatch(i -> places.get(i).shape().equals(shape(found.get(i))));
  }

  private static List<Integer> shape(Map<String, StoredTensor> layer) {
    StoredTensor first = layer.getOrDefault("kernel", layer.get("gamma"));
    return first == null ? List.of() : IntStream.of(first.shape()).boxed().toList();
  }

  private Recognised recognised(Candidate candidate) {
    RecognisedBuilder builder = new RecognisedBuilder(file, Scheme.KERAS_ORDER);
    for (String type : TYPES) {
      List<KerasOrder.Place> places = candidate.order.places(type);
      List<Map<String, StoredTensor>> found = layers.getOrDefault(type, List.of());
      for (int i = 0; i < Math.min(found.size(), places.size()); i++) {
        String layer = places.get(i).layer();
        found
            .get(i)
            .forEach(
                (weight, tensor) -> builder.put(name(type, layer, weight), tensor, Layout.SAME));
      }
    }
    BackboneForm form = BackboneForm.of(candidate.backbone);
    boolean bias = form.strides() != Strides.NONE && builder.has("conv1_conv.bias");
    return builder.build(
        new BackboneForm(form.family(), form.strides(), bias),
        candidate.epsilon,
        candidate.normalization);
  }

  private static String name(String type, String layer, String weight) {
    boolean depthwise = type.equals(KerasOrder.DEPTHWISE) && weight.equals("kernel");
    return layer + "." + (depthwise ? "depthwise_kernel" : weight);
  }
}
