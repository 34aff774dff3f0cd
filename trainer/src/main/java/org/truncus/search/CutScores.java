package org.truncus.search;

import java.util.List;

/** Where the search has its scores from: training runs, or a table. */
public interface CutScores {

  /**
   * Scores of cuts on the validation split after so many epochs.
   *
   * @param epochs or fewer, where training has ended by itself
   * @return in the order of the cuts
   */
  List<CutScore> after(int epochs, List<String> cuts);
}
