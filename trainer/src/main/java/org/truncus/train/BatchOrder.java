package org.truncus.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Which rows stand in which batch of an epoch: a function of (rows, seed, epoch) alone. */
final class BatchOrder {

  private BatchOrder() {}

  /**
   * The batches of a training epoch, shuffled. A last batch of a single row, on which batch
   * statistics mean nothing, is joined to the one before.
   */
  static List<int[]> shuffled(int[] rows, int batch, long seed, int epoch) {
    int[] order = rows.clone();
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, epoch));
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    List<int[]> batches = inOrder(order, batch);
    int last = batches.size() - 1;
    if (last > 0 && batches.get(last).length == 1) {
      batches.remove(last);
      batches.set(last - 1, Arrays.copyOfRange(order, (last - 1) * batch, order.length));
    }
    return batches;
  }

  /** How many batches {@link #shuffled} makes of so many rows. */
  static int count(int rows, int batch) {
    int whole = (rows + batch - 1) / batch;
    return whole > 1 && rows % batch == 1 ? whole - 1 : whole;
  }

  /** The rows cut into batches in their order. */
  static List<int[]> inOrder(int[] rows, int batch) {
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < rows.length; from += batch) {
      batches.add(Arrays.copyOfRange(rows, from, Math.min(from + batch, rows.length)));
    }
    return batches;
  }
}
