package org.truncus.net;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shapes of all nodes of a network, without TensorFlow. */
final class NodeShapes {

  private NodeShapes() {}

  /** From node name to output shape; {@link Node#IMAGES} stands for the input. */
  static Map<String, FeatureShape> infer(List<Node> nodes, FeatureShape images) {
    Map<String, FeatureShape> shapes = new LinkedHashMap<>();
    shapes.put(Node.IMAGES, images);
    for (Node node : nodes) {
      shapes.put(node.name(), node.layer().output(inputs(node, shapes)));
    }
    return shapes;
  }

  static List<FeatureShape> inputs(Node node, Map<String, FeatureShape> shapes) {
    return node.inputs().stream().map(shapes::get).toList();
  }

  static int minimumImageSize(List<Node> nodes) {
    int size = totalStride(nodes);
    while (infer(nodes, new FeatureShape(size, size, 3)).values().stream()
        .anyMatch(FeatureShape::isEmpty)) {
      size++;
    }
    return size;
  }

  private static int totalStride(List<Node> nodes) {
    Map<String, Integer> strides = new HashMap<>(Map.of(Node.IMAGES, 1));
    int total = 1;
    for (Node node : nodes) {
      int before = node.inputs().stream().mapToInt(strides::get).max().orElse(1);
      total = before * node.layer().strides();
      strides.put(node.name(), total);
    }
    return total;
  }
}
