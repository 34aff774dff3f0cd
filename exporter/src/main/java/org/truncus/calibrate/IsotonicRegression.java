package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits the rising curve nearest to the outcomes in squares by pooling adjacent violators (Ayer et
 * al. 1955; Zadrozny and Elkan 2002). Rows of equal logit enter as one of their mean and number.
 */
public final class IsotonicRegression {

  private IsotonicRegression() {}

  /**
   * Fits. Of N rows no probability is let nearer to 0 or 1 than {@code 1 / (N + 2)}, Laplace's rule
   * of succession for N rows that were all of one kind.
   *
   * @param z {@code [N]} finite
   * @param positives {@code [N]}
   * @throws UnfittableException where the curve is level: the scores don't rise with the finding
   */
  public static Isotonic fit(double[] z, boolean[] positives) {
    List<Block> blocks = pool(z, positives);
    if (blocks.size() < 2) {
      throw new UnfittableException(Shape.FALLING);
    }
    double least = 1.0 / (z.length + 2);
    List<Double> logits = new ArrayList<>();
    List<Double> probabilities = new ArrayList<>();
    for (Block block : blocks) {
      double p = Math.min(Math.max(block.mean(), least), 1 - least);
      logits.add(block.low);
      probabilities.add(p);
      if (block.high > block.low) {
        logits.add(block.high);
        probabilities.add(p);
      }
    }
    return new Isotonic(logits, probabilities);
  }

  /** The level pieces of the curve, rising. */
  static List<Block> pool(double[] z, boolean[] positives) {
    Integer[] order = new Integer[z.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(z[i] + 0.0, z[j] + 0.0));
    List<Block> blocks = new ArrayList<>();
    for (int at = 0; at < order.length; ) {
      Block block = new Block(z[order[at]] + 0.0);
      while (at < order.length && z[order[at]] == block.low) {
        block.add(positives[order[at++]]);
      }
      while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).mean() >= block.mean()) {
        block.prepend(blocks.remove(blocks.size() - 1));
      }
      blocks.add(block);
    }
    return blocks;
  }

  /** Rows that share one probability. */
  static final class Block {

    private double low;
    private final double high;
    private long rows;
    private long positives;

    Block(double at) {
      this.low = at;
      this.high = at;
    }

    void add(boolean positive) {
      rows++;
      positives += positive ? 1 : 0;
    }

    void prepend(Block before) {
      low = before.low;
      rows += before.rows;
      positives += before.positives;
    }

    double mean() {
      return (double) positives / rows;
    }
  }
}
