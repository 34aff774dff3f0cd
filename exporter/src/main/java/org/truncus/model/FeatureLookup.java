package org.truncus.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Finds the last feature map of a package's graph: what the head averages or flattens. */
final class FeatureLookup {

  /** A head's first operation: global average pooling, or flattening. */
  private static final Set<String> HEADS = Set.of("Mean", "Reshape");

  private FeatureLookup() {}

  /**
   * The operation that puts out the feature map.
   *
   * @param graph of the package
   * @param logits tensor of the logits, as a signature names it
   * @return its name; empty where the graph is built otherwise
   */
  static Optional<String> features(GraphDef graph, String logits) {
    Map<String, NodeDef> byName = new HashMap<>();
    graph.getNodeList().forEach(node -> byName.put(node.getName(), node));
    NodeDef node = byName.get(operation(logits));
    while (node != null && node.getInputCount() > 0) {
      String first = operation(node.getInput(0));
      if (HEADS.contains(node.getOp())) {
        return Optional.of(first);
      }
      node = byName.get(first);
    }
    return Optional.empty();
  }

  private static String operation(String tensor) {
    int colon = tensor.lastIndexOf(':');
    return colon < 0 ? tensor : tensor.substring(0, colon);
  }
}
