package org.truncus.net;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.truncus.problem.UsageException;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTarget;

/**
 * A backbone up to a cut with a head and a linear layer. Data only: TensorFlow is loaded when a
 * graph is built, not before.
 */
public final class Network {

  /** The name of the linear layer of the head. */
  public static final String HEAD = "probs";

  /** The name of the pooling layer of {@link Head.Pooling}; its output is {@code [N,C]}. */
  public static final String POOL = "avg_pool";

  /** The name of the layer of {@link Head.Flatten}; its output is {@code [N,H*W*C]}. */
  public static final String FLATTEN = "flatten";

  private final Backbone backbone;
  private final NetworkSpec spec;
  private final List<Node> nodes;

  Network(Backbone backbone, NetworkSpec spec) {
    this(backbone, spec, withHead(backbone, spec));
    if (spec.head() instanceof Head.Flatten flatten) {
      checkImageSize(flatten.imageSize());
    }
  }

  Network(Backbone backbone, NetworkSpec spec, List<Node> nodes) {
    this.backbone = backbone;
    this.spec = spec;
    this.nodes = List.copyOf(nodes);
  }

  private static List<Node> withHead(Backbone backbone, NetworkSpec spec) {
    List<Node> nodes = new ArrayList<>(backbone.prefix(spec.cut()));
    boolean pooling = spec.head() instanceof Head.Pooling;
    String name = pooling ? POOL : FLATTEN;
    Layer layer = pooling ? new GlobalAveragePooling2D() : new Flatten();
    nodes.add(new Node(name, layer, List.of(backbone.tap(spec.cut()))));
    nodes.add(new Node(HEAD, new Dense(spec.outputs()), List.of(name)));
    return nodes;
  }

  /** What this network was made from. */
  public NetworkSpec spec() {
    return spec;
  }

  /** The backbone whose prefix this network has. */
  public Backbone backbone() {
    return backbone;
  }

  /** The layers in order of computation, head last. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The name of the layer whose output the head takes in: the last layer below the cut. */
  public String featureLayer() {
    return backbone.tap(spec.cut());
  }

  /** The smallest image this network takes; with a flatten head, the only one. */
  public int minimumImageSize() {
    return spec.head() instanceof Head.Flatten flatten
        ? flatten.imageSize()
        : backbone.minimumImageSize(spec.cut());
  }

  /**
   * Counts for square images of this side.
   *
   * @throws UsageException where the image is too small for the cut, or not of the one size that a
   *     flatten head takes
   */
  public NetworkSummary summary(int imageSize) {
    checkImageSize(imageSize);
    Map<String, FeatureShape> shapes = shapes(imageSize);
    long body = 0;
    long head = 0;
    long statistics = 0;
    long macs = 0;
    for (Node node : nodes) {
      List<FeatureShape> inputs = NodeShapes.inputs(node, shapes);
      boolean isHead = node.name().equals(HEAD);
      macs += isHead ? 0 : node.layer().macs(inputs);
      for (WeightSpec weight : node.layer().weights(node.name(), inputs)) {
        body += weight.trainable() && !isHead ? weight.size() : 0;
        head += weight.trainable() && isHead ? weight.size() : 0;
        statistics += weight.trainable() ? 0 : weight.size();
      }
    }
    return new NetworkSummary(body, head, statistics, macs, shapes.get(featureLayer()));
  }

  /**
   * How many numbers the layers put out for one square image of this side; training keeps most of
   * them until the gradients are computed.
   */
  public long activations(int imageSize) {
    return shapes(imageSize).values().stream()
        .mapToLong(shape -> shape.area() * shape.channels())
        .sum();
  }

  /** All weights in the order of the layers, the head's last. */
  public List<WeightSpec> weights() {
    List<WeightSpec> weights = new ArrayList<>();
    specs().values().forEach(weights::addAll);
    return weights;
  }

  /** The weights below the cut, without the head's. */
  public List<WeightSpec> backboneWeights() {
    return weights().stream().filter(weight -> !weight.name().startsWith(HEAD + ".")).toList();
  }

  /**
   * The names of the layers up to a cut, in order: what a strategy freezes.
   *
   * @param cut this network's or an earlier one
   * @throws UsageException where there is no such cut, or this network ends before it
   */
  public Set<String> layersBelow(String cut) {
    Set<String> prefix = new LinkedHashSet<>();
    backbone.prefix(cut).forEach(node -> prefix.add(node.name()));
    List<Node> own = backbone.prefix(spec.cut());
    if (prefix.size() > own.size()) {
      throw new UsageException(
          "%s cut at %s has no layers up to %s; its cuts are %s"
              .formatted(spec.backbone(), spec.cut(), cut, backbone.cutsUpTo(spec.cut())));
    }
    Set<String> names = new LinkedHashSet<>();
    nodes.forEach(node -> names.add(node.name()));
    names.retainAll(prefix);
    return Collections.unmodifiableSet(names);
  }

  /**
   * The weights of the layers up to a cut, statistics of batch normalisation included.
   *
   * @param cut this network's or an earlier one
   * @throws UsageException where there is no such cut, or this network ends before it
   */
  public List<WeightSpec> weightsBelow(String cut) {
    Set<String> layers = layersBelow(cut);
    List<WeightSpec> weights = new ArrayList<>();
    specs().forEach((layer, own) -> weights.addAll(layers.contains(layer) ? own : List.of()));
    return weights;
  }

  /**
   * What an import of weights has to fill: the backbone up to the cut, or the part of a slim one
   * that keeps its width.
   */
  public WeightTarget weightTarget() {
    String cut = spec.slim() == null ? spec.cut() : spec.slim().keep();
    return new WeightTarget(spec.backbone(), backbone.resolve(cut), weightsBelow(cut), epsilon());
  }

  /** Of the batch normalisations, which is the same in all; 0 where there are none. */
  private float epsilon() {
    for (Node node : nodes) {
      if (node.layer() instanceof BatchNormalization norm) {
        return norm.epsilon();
      }
    }
    return 0;
  }

  /**
   * The weights of the head: {@code probs.kernel [C,outputs]}, or {@code [H*W*C,outputs]} after
   * flattening, and {@code probs.bias [outputs]}.
   */
  public List<WeightSpec> headWeights() {
    return weights().stream().filter(weight -> weight.name().startsWith(HEAD + ".")).toList();
  }

  /**
   * Adds the network to a graph.
   *
   * @param tf where operations go; each is named after its layer, as {@code conv1_conv.Conv2D}
   * @param images {@code [N,S,S,inputChannels]}, normalised
   * @param source where weights come from
   * @param mode training or inference
   * @return {@code [N,outputs]}, before any sigmoid or softmax
   */
  public Operand<TFloat32> logits(Ops tf, Operand<TFloat32> images, Weights source, Mode mode) {
    return logits(tf, images, source, BuildOptions.of(mode));
  }

  /** As above, with frozen layers and a momentum of choice. */
  public Operand<TFloat32> logits(
      Ops tf, Operand<TFloat32> images, Weights source, BuildOptions options) {
    return activations(tf, images, source, options).get(HEAD);
  }

  /**
   * As {@link #logits}, but gives the output of every layer by its name: {@code [N,H,W,C]}, or
   * {@code [N,C]} in the head.
   */
  public Map<String, Operand<TFloat32>> activations(
      Ops tf, Operand<TFloat32> images, Weights source, Mode mode) {
    return activations(tf, images, source, BuildOptions.of(mode));
  }

  /** As above, with frozen layers and a momentum of choice. */
  public Map<String, Operand<TFloat32>> activations(
      Ops tf, Operand<TFloat32> images, Weights source, BuildOptions options) {
    long side = images.shape().numDimensions() == 4 ? images.shape().get(1) : -1;
    if (side > 0) {
      checkImageSize(Math.toIntExact(side));
    }
    Map<String, List<WeightSpec>> specs = specs();
    Map<String, Operand<TFloat32>> outputs = new LinkedHashMap<>();
    outputs.put(Node.IMAGES, images);
    for (Node node : nodes) {
      LayerContext context =
          new LayerContext(
              tf,
              node.name(),
              source,
              specs.get(node.name()),
              options.mode(node.name()),
              options.momentum());
      List<Operand<TFloat32>> inputs = node.inputs().stream().map(outputs::get).toList();
      outputs.put(node.name(), node.layer().build(context, inputs));
    }
    return outputs;
  }

  private Map<String, List<WeightSpec>> specs() {
    Map<String, FeatureShape> shapes = shapes(minimumImageSize());
    Map<String, List<WeightSpec>> specs = new LinkedHashMap<>();
    for (Node node : nodes) {
      specs.put(node.name(), node.layer().weights(node.name(), NodeShapes.inputs(node, shapes)));
    }
    return specs;
  }

  private Map<String, FeatureShape> shapes(int imageSize) {
    return NodeShapes.infer(nodes, new FeatureShape(imageSize, imageSize, spec.inputChannels()));
  }

  private void checkImageSize(int imageSize) {
    if (spec.head() instanceof Head.Flatten flatten && imageSize != flatten.imageSize()) {
      throw new UsageException(
          "image size %d does not fit the flatten head of this network, which was made for %d"
              .formatted(imageSize, flatten.imageSize()));
    }
    int least = backbone.minimumImageSize(spec.cut());
    if (imageSize < least) {
      throw new UsageException(
          "image size %d is too small for %s cut at %s; at least %d is needed: choose larger images"
                  .formatted(imageSize, spec.backbone(), spec.cut(), least)
              + " or an earlier cut");
    }
  }
}
