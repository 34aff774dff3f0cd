package org.truncus.net;

import java.util.List;

/**
 * What stands between two cuts: the stem, a residual block, a depthwise-separable block.
 *
 * @param name of the last layer of the block
 * @param nodes in order of computation; the last one is the output
 */
public record Block(String name, List<Node> nodes) {

  /** Copies the list. */
  public Block {
    nodes = List.copyOf(nodes);
  }
}
