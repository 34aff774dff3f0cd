package org.truncus.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Draws as many rows as there are so that every group is equally frequent: of a group that is
 * larger than its share, some rows at random; of a smaller one, all rows as often as they fit, and
 * some once more. A function of (rows, groups, seed, epoch) alone.
 */
final class BalancedSampling {

  private static final long DRAW = 1;

  private BalancedSampling() {}

  /**
   * The rows of an epoch, group by group.
   *
   * @param rows to draw from
   * @param groups of the rows, one for each; a row of a negative group is never drawn
   * @param epoch counted from 1
   * @return as many as {@code rows}
   */
  static int[] draw(int[] rows, int[] groups, long seed, int epoch) {
    TreeMap<Integer, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < rows.length; i++) {
      if (groups[i] >= 0) {
        members.computeIfAbsent(groups[i], group -> new ArrayList<>()).add(rows[i]);
      }
    }
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, epoch, DRAW));
    int[] drawn = new int[rows.length];
    int at = 0;
    int first = random.nextInt(members.size());
    int index = 0;
    for (List<Integer> group : members.values()) {
      boolean oneMore =
          Math.floorMod(index++ - first, members.size()) < rows.length % members.size();
      int share = rows.length / members.size() + (oneMore ? 1 : 0);
      for (int i = 0; i < share; i++) {
        int k = i % group.size();
        swap(group, k, k + random.nextInt(group.size() - k));
        drawn[at++] = group.get(k);
      }
    }
    return drawn;
  }

  private static void swap(List<Integer> list, int i, int j) {
    Integer kept = list.get(i);
    list.set(i, list.get(j));
    list.set(j, kept);
  }
}
