package org.truncus.net;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a block down layer by layer; each layer takes the last one's output unless it says else.
 */
final class NodeChain {

  private final List<Node> nodes = new ArrayList<>();
  private String last;

  NodeChain(String input) {
    this.last = input;
  }

  /** The name of the last layer. */
  String last() {
    return last;
  }

  NodeChain add(String name, Layer layer) {
    return add(name, layer, last);
  }

  NodeChain add(String name, Layer layer, String... inputs) {
    nodes.add(new Node(name, layer, List.of(inputs)));
    last = name;
    return this;
  }

  Block block() {
    return new Block(last, nodes);
  }
}
