package org.truncus.evaluate;

import org.truncus.list.ScoreTable;
import org.truncus.list.Task;
import org.truncus.problem.InvalidInputException;

/** Whether the labels of a file are findings of their own or the classes of one softmax. */
final class TaskChoice {

  private TaskChoice() {}

  /**
   * What was asked for, or else what the file looks like: multi-class where every row has exactly
   * one positive label and its probabilities sum to 1.
   *
   * @param asked null to tell it from the file
   * @throws InvalidInputException where the file can't be of the task that was asked for
   */
  static Task of(ScoreTable table, Task asked) {
    boolean exclusive = ScoreSamples.targetsExcludeEachOther(table);
    if (asked == Task.MULTICLASS) {
      requireClasses(table, exclusive);
      return asked;
    }
    if (asked == Task.MULTILABEL) {
      return asked;
    }
    return exclusive && ScoreSamples.probabilitiesSumToOne(table)
        ? Task.MULTICLASS
        : Task.MULTILABEL;
  }

  /** Whether the file looks multi-class but for lacking probabilities, so that it can't be told. */
  static boolean isUnclear(ScoreTable table) {
    return ScoreSamples.targetsExcludeEachOther(table)
        && !ScoreSamples.probabilitiesSumToOne(table)
        && ScoreSamples.softmaxKind(table.labels()) != null;
  }

  private static void requireClasses(ScoreTable table, boolean exclusive) {
    if (!exclusive) {
      throw new InvalidInputException(
          table.file()
              + ": found a row without exactly one positive label among several, which --task"
              + " multiclass expects; use --task multilabel");
    }
    if (ScoreSamples.softmaxKind(table.labels()) == null) {
      throw new InvalidInputException(
          table.file()
              + ": --task multiclass expects <label>.probability for every class, or <label>.logit"
              + " for every class");
    }
  }
}
