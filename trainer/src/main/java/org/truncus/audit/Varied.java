package org.truncus.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The measures that are worth a try: they differ between rows, and order them as no earlier one
 * does.
 *
 * @param measures what is left
 * @param leftOut for each of the others why, by its name
 */
record Varied(List<Measure> measures, Map<String, String> leftOut) {

  static Varied of(List<Measure> all, int[] rows) {
    List<Measure> kept = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    Map<Key, String> orders = new LinkedHashMap<>();
    for (Measure measure : all) {
      if (measure.isConstant(rows)) {
        leftOut.put(measure.name(), "the same in all images");
        continue;
      }
      if (measure instanceof Measure.Quantity number) {
        String earlier = orders.putIfAbsent(Key.of(number.values()), measure.name());
        if (earlier != null) {
          leftOut.put(measure.name(), "orders the images as " + earlier + " does");
          continue;
        }
      }
      kept.add(measure);
    }
    return new Varied(List.copyOf(kept), leftOut);
  }

  /** The ranks of the values, in the direction in which the first row that can tell is low. */
  private static final class Key {

    private final int[] ranks;

    private Key(int[] ranks) {
      this.ranks = ranks;
    }

    static Key of(double[] values) {
      double[] sorted = Arrays.stream(values).distinct().sorted().toArray();
      int top = sorted.length - 1;
      int[] up = Arrays.stream(values).mapToInt(v -> Arrays.binarySearch(sorted, v)).toArray();
      int[] down = new int[up.length];
      for (int i = 0; i < up.length; i++) {
        down[i] = Double.isNaN(values[i]) ? up[i] : top - missing(sorted) - up[i];
      }
      return new Key(Arrays.compare(up, down) <= 0 ? up : down);
    }

    /** NaN is sorted behind all numbers. */
    private static int missing(double[] sorted) {
      return Double.isNaN(sorted[sorted.length - 1]) ? 1 : 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(ranks, key.ranks);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(ranks);
    }
  }
}
