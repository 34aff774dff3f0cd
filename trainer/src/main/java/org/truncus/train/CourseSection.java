package org.truncus.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.plot.Figure;
import org.truncus.plot.LearningCurves;
import org.truncus.plot.Texts;
import org.truncus.report.Report;

/** How training went: loss, areas and learning rate by epoch, the kept epoch marked. */
record CourseSection(RunRecord record, List<HistoryEntry> history) {

  /** Names in the history, and what stands above their curves. */
  private Map<String, String> titles() {
    String of = record.data().labels().size() > 1 ? ", mean of the labels" : "";
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("loss", "Loss");
    titles.put("auroc", "AUROC" + of);
    titles.put("auprc", "Average precision (AUPRC)" + of);
    titles.put("lr", "Learning rate");
    return titles;
  }

  void write(Report report) {
    RunRecord.Best best = record.best();
    report
        .page()
        .section("Course")
        .paragraph(
            "The weights of epoch %d of %d are kept: its %s of %s on the validation split is the best."
                .formatted(
                    best.epoch(), record.epochs(), best.metric(), Texts.three(best.value())));
    List<Figure> figures = new ArrayList<>();
    titles()
        .forEach(
            (name, title) -> {
              Map<String, List<Double>> series = series(name);
              if (!series.isEmpty()) {
                figures.add(
                    report.plot("course-" + name, LearningCurves.of(title, series, best.epoch())));
              }
            });
    report.page().figures(figures);
  }

  private Map<String, List<Double>> series(String name) {
    Map<String, List<Double>> series = new LinkedHashMap<>();
    for (HistoryEntry entry : history) {
      if (entry.name().equals(name)) {
        series.computeIfAbsent(entry.split(), split -> new ArrayList<>()).add(entry.value());
      }
    }
    return series;
  }
}
