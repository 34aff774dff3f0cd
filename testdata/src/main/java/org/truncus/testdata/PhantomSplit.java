package org.truncus.testdata;

/**
 * Assigns patients to {@code train}, {@code val} and {@code test} as 64/16/20, by a random but
 * fixed order.
 */
final class PhantomSplit {
  private final int[] rank;

  PhantomSplit(PhantomSettings settings) {
    int n = settings.patients();
    int[] order = new int[n];
    Draw draw = Draw.of(settings.seed(), 0x5917);
    for (int i = 0; i < n; i++) {
      int j = draw.below(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    rank = new int[n];
    for (int place = 0; place < n; place++) {
      rank[order[place]] = place;
    }
  }

  /** Split of patient i. */
  String of(int i) {
    double share = (rank[i] + 0.5) / rank.length;
    if (share < 0.64) {
      return "train";
    }
    return share < 0.80 ? "val" : "test";
  }
}
