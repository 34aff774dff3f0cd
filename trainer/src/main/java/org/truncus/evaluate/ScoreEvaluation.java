package org.truncus.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.LabelScores;
import org.truncus.list.ScoreKind;
import org.truncus.list.ScoreTable;
import org.truncus.list.Task;
import org.truncus.metric.Discrimination;
import org.truncus.metric.LabelEvaluation;
import org.truncus.metric.LabelSample;
import org.truncus.metric.MacroDiscrimination;
import org.truncus.metric.PairedDeLong;
import org.truncus.metric.PairedDiscrimination;
import org.truncus.metric.PatientBootstrap;
import org.truncus.metric.TopOne;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;

/** Measures a file of scores, alone or beside a second one. */
public final class ScoreEvaluation {

  private final MetricsOptions options;
  private final PatientBootstrap bootstrap;
  private final Progress progress;

  private ScoreEvaluation(MetricsOptions options, Progress progress) {
    this.options = options;
    this.bootstrap = new PatientBootstrap(options.replicates(), options.seed());
    this.progress = progress;
  }

  /**
   * Measures a file.
   *
   * @param other a second model's scores of the same images; null for none
   * @throws org.truncus.problem.UsageException where the options don't fit the file
   * @throws InvalidInputException where the file isn't of the task asked for, or the two files
   *     can't be compared
   */
  public static MetricsReport of(
      ScoreTable table, ScoreTable other, MetricsOptions options, Progress progress) {
    return new ScoreEvaluation(options, progress).report(table, other);
  }

  private MetricsReport report(ScoreTable table, ScoreTable other) {
    options.requireFitting(table.labels());
    Task task = TaskChoice.of(table, options.task());
    ScoreSamples samples = ScoreSamples.of(table, task);
    Map<String, LabelSample> byLabel = samples.byLabel();
    Comparison comparison = other == null ? null : compare(table, other, task);
    MetricsReport report =
        new MetricsReport(
            table,
            task,
            options,
            new HashSet<>(table.patients()).size(),
            labels(table, byLabel),
            MacroDiscrimination.macro(byLabel.values(), bootstrap),
            micro(table, byLabel),
            task == Task.MULTICLASS ? topOne(samples, table.labels().size()) : null,
            comparison,
            List.of());
    return Notes.added(report);
  }

  private Map<String, LabelReport> labels(ScoreTable table, Map<String, LabelSample> samples) {
    Map<String, LabelReport> reports = new LinkedHashMap<>();
    try (Progress.Task work = progress.begin("resampling patients", table.labels().size())) {
      for (LabelScores label : table.labels()) {
        LabelSample sample = samples.get(label.label());
        LabelEvaluation evaluation =
            LabelEvaluation.of(
                sample,
                options.thresholdsOf(label),
                options.prevalenceOf(label),
                label.has(ScoreKind.PROBABILITY),
                bootstrap);
        long masked = Arrays.stream(label.targets()).filter(Double::isNaN).count();
        reports.put(
            label.label(),
            new LabelReport(label.label(), masked, label.forThresholds(), sample, evaluation));
        work.at(reports.size(), label.label());
      }
    }
    return reports;
  }

  /** Pooling needs one scale for all labels; probabilities are one. */
  private MacroDiscrimination micro(ScoreTable table, Map<String, LabelSample> samples) {
    boolean probabilities =
        table.labels().stream().allMatch(label -> label.has(ScoreKind.PROBABILITY));
    return samples.size() > 1 && probabilities
        ? MacroDiscrimination.micro(samples.values(), bootstrap)
        : null;
  }

  private TopOne topOne(ScoreSamples samples, int labels) {
    ScoreSamples.TopClasses top = samples.topClasses();
    return TopOne.of(top.classes(), top.predicted(), labels, top.patients(), bootstrap);
  }

  private Comparison compare(ScoreTable first, ScoreTable second, Task task) {
    if (TaskChoice.of(second, options.task()) != task) {
      throw new InvalidInputException(
          second.file()
              + ": looks "
              + (task == Task.MULTICLASS ? "multi-label" : "multi-class")
              + ", "
              + first.file()
              + " doesn't; say --task multilabel or --task multiclass");
    }
    RowPairing pairing = RowPairing.of(first, second);
    ScoreTable patients = first.patientsKnown() ? first : second;
    int[] ofPatients = first.patientsKnown() ? pairing.ofFirst() : pairing.ofSecond();
    Map<String, LabelSample> ofFirst =
        new ScoreSamples(first, task, pairing.ofFirst()).byLabel(patients, ofPatients);
    Map<String, LabelSample> ofSecond =
        new ScoreSamples(second, task, pairing.ofSecond()).byLabel(patients, ofPatients);
    List<String> onlyOne = new ArrayList<>();
    ofFirst.keySet().stream().filter(l -> !ofSecond.containsKey(l)).forEach(onlyOne::add);
    ofSecond.keySet().stream().filter(l -> !ofFirst.containsKey(l)).forEach(onlyOne::add);
    onlyOne.forEach(ofFirst::remove);
    if (ofFirst.isEmpty()) {
      throw new InvalidInputException(
          second.file() + ": has no label in common with " + first.file());
    }
    List<LabelSample> seconds = ofFirst.keySet().stream().map(ofSecond::get).toList();
    return new Comparison(
        second,
        pairing.ofFirst().length,
        first.rows() - pairing.ofFirst().length,
        second.rows() - pairing.ofSecond().length,
        compared(ofFirst, ofSecond),
        PairedDiscrimination.macro(ofFirst.values(), seconds, bootstrap),
        (int) ofFirst.values().stream().filter(LabelSample::hasBothClasses).count(),
        onlyOne);
  }

  private Map<String, LabelComparison> compared(
      Map<String, LabelSample> ofFirst, Map<String, LabelSample> ofSecond) {
    Map<String, LabelComparison> labels = new LinkedHashMap<>();
    try (Progress.Task work = progress.begin("comparing", ofFirst.size())) {
      ofFirst.forEach(
          (label, one) -> {
            LabelSample two = ofSecond.get(label);
            labels.put(
                label,
                new LabelComparison(
                    label,
                    one,
                    two,
                    Discrimination.of(one, bootstrap),
                    Discrimination.of(two, bootstrap),
                    PairedDiscrimination.of(one, two, bootstrap),
                    PairedDeLong.of(one.rankScores(), two.rankScores(), one.positives())));
            work.at(labels.size(), label);
          });
    }
    return labels;
  }
}
