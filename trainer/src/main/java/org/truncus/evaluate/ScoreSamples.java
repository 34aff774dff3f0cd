package org.truncus.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.truncus.list.LabelScores;
import org.truncus.list.ScoreKind;
import org.truncus.list.ScoreTable;
import org.truncus.list.Task;
import org.truncus.metric.LabelSample;
import org.truncus.metric.MulticlassConfusion;
import org.truncus.metric.SoftmaxMargin;

/** The rows of a file as samples, one for each label. */
final class ScoreSamples {

  private static final double TOLERANCE = 1e-3;

  private final ScoreTable table;
  private final Task task;
  private final int[] rows;

  /** Of the given rows, in that order. */
  ScoreSamples(ScoreTable table, Task task, int[] rows) {
    this.table = table;
    this.task = task;
    this.rows = rows;
  }

  /** Of all rows. */
  static ScoreSamples of(ScoreTable table, Task task) {
    return new ScoreSamples(table, task, IntStream.range(0, table.rows()).toArray());
  }

  /** By label, the rows where its target is known. */
  Map<String, LabelSample> byLabel() {
    return byLabel(table, rows);
  }

  /** The same with the patients that another file names for these rows. */
  Map<String, LabelSample> byLabel(ScoreTable patients, int[] rowsThere) {
    String[] ofRows = new String[table.rows()];
    for (int i = 0; i < rows.length; i++) {
      ofRows[rows[i]] = patients.patients().get(rowsThere[i]);
    }
    Map<String, LabelSample> samples = new LinkedHashMap<>();
    for (int l = 0; l < table.labels().size(); l++) {
      samples.put(table.labels().get(l).label(), sample(l, ofRows));
    }
    return samples;
  }

  private LabelSample sample(int index, String[] ofRows) {
    LabelScores label = table.labels().get(index);
    int[] known = Arrays.stream(rows).filter(row -> !Double.isNaN(label.targets()[row])).toArray();
    double[] ranks = task == Task.MULTICLASS ? margins(index, known) : null;
    double[] scores = picked(label.of(label.forThresholds()), known);
    boolean[] positives = new boolean[known.length];
    String[] patients = new String[known.length];
    for (int i = 0; i < known.length; i++) {
      positives[i] = label.targets()[known[i]] > 0.5;
      patients[i] = ofRows[known[i]];
    }
    return new LabelSample(
        scores,
        label.has(ScoreKind.LOGIT) ? picked(label.of(ScoreKind.LOGIT), known) : scores,
        ranks == null ? picked(label.of(label.forRanks()), known) : ranks,
        positives,
        patients);
  }

  private static double[] picked(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }

  /** Log-odds of a class: of the probabilities where the file has them, else of the logits. */
  private double[] margins(int index, int[] known) {
    ScoreKind kind = softmaxKind(table.labels());
    return Arrays.stream(known)
        .mapToDouble(
            row -> {
              double[] ofRow = row(kind, row);
              return kind == ScoreKind.LOGIT
                  ? SoftmaxMargin.ofLogits(ofRow, index)
                  : SoftmaxMargin.of(ofRow, index);
            })
        .toArray();
  }

  private double[] row(ScoreKind kind, int row) {
    return table.labels().stream().mapToDouble(label -> label.of(kind)[row]).toArray();
  }

  /** Which scores of a multi-class file are looked at; null where a class has neither. */
  static ScoreKind softmaxKind(List<LabelScores> labels) {
    for (ScoreKind kind : List.of(ScoreKind.PROBABILITY, ScoreKind.LOGIT)) {
      if (labels.stream().allMatch(label -> label.has(kind))) {
        return kind;
      }
    }
    return null;
  }

  /** Whether every row has exactly one positive label, or none that is known. */
  static boolean targetsExcludeEachOther(ScoreTable table) {
    return table.labels().size() > 1
        && IntStream.range(0, table.rows()).allMatch(row -> oneClass(table.labels(), row));
  }

  private static boolean oneClass(List<LabelScores> labels, int row) {
    long masked = labels.stream().filter(l -> Double.isNaN(l.targets()[row])).count();
    long positive = labels.stream().filter(l -> l.targets()[row] > 0.5).count();
    return masked == labels.size() || (masked == 0 && positive == 1);
  }

  /** Whether there are probabilities and they sum to 1 in every row whose class is known. */
  static boolean probabilitiesSumToOne(ScoreTable table) {
    return table.labels().stream().allMatch(label -> label.has(ScoreKind.PROBABILITY))
        && IntStream.range(0, table.rows())
            .mapToDouble(
                row ->
                    table.labels().stream()
                        .mapToDouble(label -> label.of(ScoreKind.PROBABILITY)[row])
                        .sum())
            .allMatch(sum -> Double.isNaN(sum) || Math.abs(sum - 1) <= TOLERANCE);
  }

  /** Rows of known class, and for each the true and the most likely class. */
  TopClasses topClasses() {
    ScoreKind kind = softmaxKind(table.labels());
    int[] known =
        Arrays.stream(rows)
            .filter(row -> !Double.isNaN(table.labels().get(0).targets()[row]))
            .toArray();
    return new TopClasses(
        Arrays.stream(known).map(this::trueClass).toArray(),
        Arrays.stream(known).map(row -> MulticlassConfusion.topOne(row(kind, row))).toArray(),
        Arrays.stream(known).mapToObj(table.patients()::get).toArray(String[]::new));
  }

  private int trueClass(int row) {
    int found = 0;
    for (int l = 0; l < table.labels().size(); l++) {
      found = table.labels().get(l).targets()[row] > 0.5 ? l : found;
    }
    return found;
  }

  /**
   * True and predicted classes.
   *
   * @param classes true class of each row
   * @param predicted most likely class of each row
   * @param patients whose row it is
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  record TopClasses(int[] classes, int[] predicted, String[] patients) {}
}
