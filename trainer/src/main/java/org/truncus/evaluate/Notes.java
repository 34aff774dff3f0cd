package org.truncus.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.truncus.list.LabelScores;
import org.truncus.list.ScoreKind;
import org.truncus.list.ScoreTable;
import org.truncus.list.Task;
import org.truncus.metric.Discrimination;
import org.truncus.metric.RateEstimate;

/** What a reader of the numbers has to know, in sentences. */
final class Notes {

  private final MetricsReport report;
  private final List<String> notes = new ArrayList<>();

  private Notes(MetricsReport report) {
    this.report = report;
  }

  /** The report with its notes. */
  static MetricsReport added(MetricsReport report) {
    Notes notes = new Notes(report);
    notes.patients();
    notes.task();
    report.labels().values().forEach(notes::label);
    notes.macro();
    notes.columns(report.table());
    if (report.comparison() != null) {
      notes.comparison(report.comparison());
    }
    return new MetricsReport(
        report.table(),
        report.task(),
        report.options(),
        report.patients(),
        report.labels(),
        report.macro(),
        report.micro(),
        report.topOne(),
        report.comparison(),
        notes.notes);
  }

  private void add(String format, Object... values) {
    notes.add(String.format(Locale.ROOT, format, values));
  }

  private void patients() {
    if (!report.table().patientsKnown()) {
      add(
          "There is no column patient_id, so every row is taken as a patient of its own. If"
              + " patients have several images, all intervals here are too narrow.");
    } else if (!report.rowsAreIndependent()) {
      add(
          "%,d rows are of %,d patients. DeLong's and Wilson's intervals take rows as independent"
              + " and are too narrow here; the bootstrap of patients isn't.",
          report.table().rows(), report.patients());
    }
  }

  private void task() {
    if (report.task() == Task.MULTICLASS) {
      add(
          "The labels are the classes of one softmax: each is measured against the rest, ordered by"
              + " its log-odds.");
    } else if (report.options().task() == null && TaskChoice.isUnclear(report.table())) {
      add(
          "Every row has exactly one positive label, but the scores don't look like one softmax, so"
              + " each label is ordered by its own. If they are, say --task multiclass.");
    }
  }

  private void label(LabelReport label) {
    Discrimination found = label.evaluation().discrimination();
    if (!found.isDefined()) {
      add(
          "%s: %d positive and %d negative rows, so its areas are undefined and in no mean.",
          label.label(), found.positives(), found.negatives());
    } else if (!found.enoughPatients()) {
      add(
          "%s: patients with a positive row %d, with a negative one %d. With fewer than %d of"
              + " either kind a bootstrap can't be believed, so its areas have no interval.",
          label.label(),
          found.positivePatients(),
          found.negativePatients(),
          RateEstimate.FEWEST_PATIENTS);
    } else if (found.auroc().value() == 1) {
      add(
          "%s: no negative scores as high as a positive. An interval of no width says that none was"
              + " seen among %d positives, not that there are none.",
          label.label(), found.positives());
    }
  }

  private void macro() {
    if (report.labels().size() > 1 && report.macro().labels() < report.macro().of()) {
      add(
          "The macro means are over the %d of %d labels that have positives and negatives.",
          report.macro().labels(), report.macro().of());
    }
    boolean few =
        report.labels().values().stream()
            .map(label -> label.evaluation().discrimination())
            .anyMatch(d -> d.isDefined() && !d.enoughPatients());
    if (report.labels().size() > 1 && few) {
      add(
          "The intervals of the macro means are too narrow, for the labels of few patients in"
              + " them.");
    }
  }

  private void columns(ScoreTable table) {
    if (!table.unused().isEmpty()) {
      add("Left out for lack of a target column: %s.", String.join(", ", table.unused()));
    }
    for (LabelScores label : table.labels()) {
      if (report.task() == Task.MULTILABEL && ordersDiffer(label)) {
        add(
            "%s: its logits and its probabilities order the rows differently. Areas and curves go"
                + " by the logits, thresholds by the probabilities.",
            label.label());
      }
    }
  }

  /** Whether some probability falls while the logit rises. */
  private static boolean ordersDiffer(LabelScores label) {
    if (!label.has(ScoreKind.LOGIT) || !label.has(ScoreKind.PROBABILITY)) {
      return false;
    }
    double[] logits = label.of(ScoreKind.LOGIT);
    double[] probabilities = label.of(ScoreKind.PROBABILITY);
    double[][] pairs = new double[logits.length][];
    int n = 0;
    for (int i = 0; i < logits.length; i++) {
      if (!Double.isNaN(logits[i]) && !Double.isNaN(probabilities[i])) {
        pairs[n++] = new double[] {logits[i], probabilities[i]};
      }
    }
    Arrays.sort(pairs, 0, n, Comparator.comparingDouble(pair -> pair[0]));
    double highest = 0;
    boolean differ = false;
    for (int i = 0; i < n; i++) {
      differ |= pairs[i][1] < highest - 1e-6;
      highest = Math.max(highest, pairs[i][1]);
    }
    return differ;
  }

  private void comparison(Comparison comparison) {
    if (comparison.leftOutOfFirst() > 0 || comparison.leftOutOfSecond() > 0) {
      add(
          "Compared are the %,d images that both files have; %,d of the first and %,d of the second"
              + " are left out of the comparison.",
          comparison.rows(), comparison.leftOutOfFirst(), comparison.leftOutOfSecond());
    }
    if (!comparison.onlyOne().isEmpty()) {
      add("Not compared, since only one file has it: %s.", String.join(", ", comparison.onlyOne()));
    }
    if (comparison.labels().size() > 1) {
      add(
          "%d labels are compared, without correction: where nothing differs, about one comparison"
              + " in 20 is still found outside the noise.",
          comparison.labels().size());
    }
  }
}
