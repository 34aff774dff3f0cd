package org.truncus.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.metric.Area;
import org.truncus.metric.Discrimination;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;
import org.truncus.plot.Figure;
import org.truncus.plot.PrecisionRecallPlot;
import org.truncus.plot.RocPlot;
import org.truncus.report.Report;

/**
 * Pairs of ROC and precision-recall curves: the reference and the arms that are first by either
 * area on validation data, each by the run of its first seed.
 */
final class CurveFigures {

  private static final int MOST_LABELS = 4;

  private final Conditions conditions;
  private final Split shown;

  CurveFigures(Conditions conditions, Split shown) {
    this.conditions = conditions;
    this.shown = shown;
  }

  void write(Report report) {
    report.page().subsection("ROC and precision-recall curves");
    report
        .page()
        .paragraph(
            "The run of the first seed of the reference and of the arms that are first on val by"
                + " AUROC or by AUPRC; with more than %d labels, the first of them."
                    .formatted(MOST_LABELS));
    int number = 0;
    for (List<Condition> group : conditions.groups()) {
      number++;
      List<Figure> figures = new ArrayList<>();
      List<String> labels = group.get(0).labels();
      for (int l = 0; l < Math.min(MOST_LABELS, labels.size()); l++) {
        figures.addAll(pair(report, group, number, l));
      }
      report.page().figures(figures);
    }
  }

  private List<Figure> pair(Report report, List<Condition> group, int number, int label) {
    Map<String, LabelSample> samples = new LinkedHashMap<>();
    Map<String, Discrimination> measured = new LinkedHashMap<>();
    PatientBootstrap bootstrap = new PatientBootstrap(Differences.REPLICATES, Differences.SEED);
    for (Condition condition : chosen(group)) {
      PredictionList predictions = condition.first().predictions(shown);
      LabelSample sample = LabelSample.of(predictions, label);
      samples.put(condition.arm(), sample);
      measured.put(condition.arm(), Discrimination.of(sample, bootstrap));
    }
    String where = group.get(0).where();
    String title =
        group.get(0).labels().get(label)
            + " on "
            + shown.text()
            + (where.isEmpty() ? "" : ", " + where);
    String file = "curves-" + number + "-" + (label + 1);
    return List.of(
        report.plot(file + "-roc", RocPlot.withBands("ROC, " + title, samples, measured)),
        report.plot(
            file + "-prc",
            PrecisionRecallPlot.withBands("Precision and recall, " + title, samples, measured)));
  }

  private Set<Condition> chosen(List<Condition> group) {
    Set<Condition> chosen = new LinkedHashSet<>();
    Condition reference = conditions.referenceOf(group);
    if (reference != null) {
      chosen.add(reference);
    }
    for (Area area : List.of(Area.AVERAGE_PRECISION, Area.AUROC)) {
      group.stream()
          .filter(c -> c.spread(Split.VAL, ResultsCsv.MACRO, area).n() > 0)
          .max(Comparator.comparingDouble(c -> c.spread(Split.VAL, ResultsCsv.MACRO, area).mean()))
          .ifPresent(chosen::add);
    }
    return chosen;
  }
}
