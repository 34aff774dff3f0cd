package org.truncus.testdata;

import java.util.Arrays;

/** Area under the ROC curve by counting pairs: for tests of this module, which knows no metrics. */
final class RankStatistic {
  private RankStatistic() {}

  static double auroc(double[] scores, boolean[] positive) {
    double won = 0;
    long pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (positive[i] && !positive[j]) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return won / pairs;
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
