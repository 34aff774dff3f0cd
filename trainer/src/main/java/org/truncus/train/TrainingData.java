package org.truncus.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.truncus.list.ImageList;
import org.truncus.list.ListReader;
import org.truncus.list.ListRow;
import org.truncus.list.PatientFraction;
import org.truncus.list.PatientSplit;
import org.truncus.list.Split;
import org.truncus.problem.InvalidInputException;

/**
 * The list of a run, with its splits.
 *
 * @param list with a split in every row
 */
record TrainingData(ImageList list) {

  private static final int LEAST = 2;

  /**
   * Reads the list, splits it where it isn't, and takes the fraction that is asked for.
   *
   * @throws InvalidInputException where the list is wrong, or a label can't be learnt from it
   */
  static TrainingData read(TrainConfig config) {
    return of(ListReader.read(config.data().list(), config.data().listOptions()), config);
  }

  /** The list with the splits and the fraction of a configuration. */
  static TrainingData of(ImageList list, TrainConfig config) {
    Long given = config.data().splitSeed();
    long seed = given == null ? config.seed() : given;
    ImageList split =
        list.hasSplits() ? list : PatientSplit.assign(list, config.data().split(), seed);
    return new TrainingData(PatientFraction.take(split, config.data().fraction(), seed));
  }

  /** Refuses a label with fewer than two rows of either kind in train or val. */
  TrainingData checked() {
    List<String> problems = new ArrayList<>();
    for (Split split : List.of(Split.TRAIN, Split.VAL)) {
      if (list.rows(split).isEmpty()) {
        problems.add("split " + split.text() + " has no rows");
        continue;
      }
      labels(split)
          .forEach(
              (label, counts) -> {
                require(problems, label, split, counts.positives(), "positive");
                require(problems, label, split, counts.negatives(), "negative");
              });
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          list.path()
              + ": can't be learnt from:\n  "
              + String.join("\n  ", problems)
              + "\nExpected at least "
              + LEAST
              + " positive and "
              + LEAST
              + " negative rows per label in train and val. Add rows, choose other --labels, or"
              + " split differently.");
    }
    return this;
  }

  private static void require(
      List<String> problems, String label, Split split, int found, String kind) {
    if (found < LEAST) {
      problems.add(
          "label " + label + ", split " + split.text() + ": " + found + " " + kind + " rows");
    }
  }

  /** Indices of the rows of a split among all rows, in the order of the list. */
  int[] indices(Split split) {
    return IntStream.range(0, list.rows().size())
        .filter(i -> list.rows().get(i).split() == split)
        .toArray();
  }

  /** A line for each split: rows, patients, and what is known of each label. */
  List<String> counts() {
    List<String> lines = new ArrayList<>();
    record()
        .splits()
        .forEach(
            (split, data) -> {
              StringBuilder line = new StringBuilder();
              line.append(
                  "%s: %d rows of %d patients".formatted(split, data.rows(), data.patients()));
              data.labels()
                  .forEach(
                      (label, counts) ->
                          line.append(
                              "; %s %d positive, %d negative"
                                  .formatted(label, counts.positives(), counts.negatives())));
              lines.add(line.toString());
            });
    return lines;
  }

  /** Targets {@code [N,L]} of these rows, row by row. */
  float[] targets(int[] rows) {
    int labels = list.labels().size();
    float[] targets = new float[rows.length * labels];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(list.rows().get(rows[i]).targets(), 0, targets, i * labels, labels);
    }
    return targets;
  }

  /** Targets {@code [L]} of every row of a split. */
  List<float[]> targetsPerRow(Split split) {
    return list.rows(split).stream().map(ListRow::targets).toList();
  }

  /**
   * What {@link BalancedSampling} makes equally frequent: the class of a row, or of its positive
   * labels the one that is rarest among these rows, with a group for rows without any; negative for
   * a row of which nothing is known.
   */
  int[] groups(int[] rows) {
    int labels = list.labels().size();
    long[] positives = new long[labels];
    for (int row : rows) {
      for (int l = 0; l < labels; l++) {
        positives[l] += list.rows().get(row).targets()[l] > 0.5f ? 1 : 0;
      }
    }
    return Arrays.stream(rows)
        .map(row -> group(list.rows().get(row).targets(), positives))
        .toArray();
  }

  private static int group(float[] targets, long[] positives) {
    int rarest = -1;
    boolean known = false;
    for (int l = 0; l < targets.length; l++) {
      known |= !Float.isNaN(targets[l]);
      if (targets[l] > 0.5f && (rarest < 0 || positives[l] < positives[rarest])) {
        rarest = l;
      }
    }
    return rarest >= 0 ? rarest : known ? targets.length : -1;
  }

  /** What {@code run.json} says about the data. */
  RunRecord.Data record() {
    Map<String, RunRecord.SplitData> splits = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      List<ListRow> rows = list.rows(split);
      splits.put(split.text(), new RunRecord.SplitData(rows.size(), patients(rows), labels(split)));
    }
    return new RunRecord.Data(
        list.path().toAbsolutePath().normalize(),
        list.sha256(),
        list.task(),
        list.labels(),
        splits);
  }

  private Map<String, RunRecord.LabelData> labels(Split split) {
    Map<String, RunRecord.LabelData> labels = new LinkedHashMap<>();
    List<ListRow> rows = list.rows(split);
    for (int l = 0; l < list.labels().size(); l++) {
      int label = l;
      List<ListRow> positives = rows.stream().filter(row -> row.targets()[label] > 0.5f).toList();
      int negatives = (int) rows.stream().filter(row -> row.targets()[label] < 0.5f).count();
      labels.put(
          list.labels().get(l),
          new RunRecord.LabelData(
              positives.size(),
              negatives,
              rows.size() - positives.size() - negatives,
              patients(positives)));
    }
    return labels;
  }

  private static int patients(List<ListRow> rows) {
    return rows.stream().map(ListRow::patientId).collect(Collectors.toSet()).size();
  }
}
