package org.truncus.dicom.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/** A tag tree (T.800 section B.10.2): numbers of a grid, told only as far as is asked for. */
final class TagTree {

  private final List<int[]> lower = new ArrayList<>();
  private final List<boolean[]> known = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();

  TagTree(int width, int height) {
    int w = width;
    int h = height;
    while (true) {
      lower.add(new int[w * h]);
      known.add(new boolean[w * h]);
      widths.add(w);
      if (w * h <= 1) {
        break;
      }
      w = (w + 1) / 2;
      h = (h + 1) / 2;
    }
  }

  /** Reads until it is known whether the number at a place is below a bound. */
  boolean isBelow(int x, int y, int bound, HeaderBits bits) {
    int least = 0;
    for (int level = lower.size() - 1; level >= 0; level--) {
      int at = (y >> level) * widths.get(level) + (x >> level);
      int[] values = lower.get(level);
      values[at] = Math.max(values[at], least);
      while (values[at] < bound && !known.get(level)[at]) {
        if (bits.bit() == 1) {
          known.get(level)[at] = true;
        } else {
          values[at]++;
        }
      }
      least = values[at];
      if (!known.get(level)[at]) {
        return false;
      }
    }
    return least < bound;
  }

  /** The number at a place, all of it. */
  int value(int x, int y, int most, HeaderBits bits) {
    int bound = 1;
    while (!isBelow(x, y, bound, bits)) {
      bound++;
      if (bound > most + 1) {
        throw bits.broken("a JPEG 2000 tag tree without an end");
      }
    }
    return bound - 1;
  }
}
