package org.truncus.net;

import org.truncus.problem.UsageException;

/**
 * From which block on a backbone is narrower than usual.
 *
 * @param from number of the first narrower block; the stem is 0
 * @param factor by what its widths are divided
 */
record Narrowing(int from, int factor) {

  /** A backbone as it is published. */
  static final Narrowing NONE = new Narrowing(0, 1);

  /**
   * The width that a block gets.
   *
   * @param block number of the block; the stem is 0
   * @param width as published
   * @throws UsageException where the width can't be divided
   */
  int width(int block, int width) {
    if (block < from) {
      return width;
    }
    if (width % factor != 0) {
      throw new UsageException(
          "a width of %d can't be divided by %d: choose a factor that divides every width"
              .formatted(width, factor));
    }
    return width / factor;
  }
}
