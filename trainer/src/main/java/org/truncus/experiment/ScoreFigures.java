package org.truncus.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.truncus.list.Split;
import org.truncus.metric.Area;
import org.truncus.plot.Axis;
import org.truncus.plot.BarPlot;
import org.truncus.plot.Figure;
import org.truncus.report.Report;

/**
 * Grouped bars with error bars: arms per label, and arms per circumstance, such as the fraction.
 */
final class ScoreFigures {

  private static final int MOST_SERIES = 7;

  private final Conditions conditions;
  private final Split shown;

  ScoreFigures(Conditions conditions, Split shown) {
    this.conditions = conditions;
    this.shown = shown;
  }

  void write(Report report) {
    List<Figure> figures = new ArrayList<>();
    for (Area area : List.of(Area.AVERAGE_PRECISION, Area.AUROC)) {
      if (conditions.groups().size() > 1) {
        figures.add(report.plot("circumstances-" + key(area), byCircumstance(area)));
      }
      int number = 0;
      for (List<Condition> group : conditions.groups()) {
        number++;
        if (group.get(0).labels().size() > 1 || conditions.groups().size() == 1) {
          figures.add(report.plot("labels-" + number + "-" + key(area), byLabel(group, area)));
        }
      }
    }
    report.page().subsection("Arms beside each other").figures(figures);
    if (arms().size() > MOST_SERIES) {
      report
          .page()
          .paragraph(
              "Of %d arms the first %d are drawn; the tables have all."
                  .formatted(arms().size(), MOST_SERIES));
    }
  }

  private static String key(Area area) {
    return area == Area.AUROC ? "auroc" : "auprc";
  }

  private List<String> arms() {
    Set<String> arms = new LinkedHashSet<>();
    conditions.all().forEach(condition -> arms.add(condition.arm()));
    return List.copyOf(arms);
  }

  private List<String> drawn() {
    List<String> arms = arms();
    return arms.subList(0, Math.min(MOST_SERIES, arms.size()));
  }

  private Figure byCircumstance(Area area) {
    List<String> categories =
        conditions.groups().stream().map(group -> group.get(0).where()).toList();
    BarPlot plot =
        new BarPlot(
            ScoresSection.name(area) + " on " + shown.text() + ", mean ± sd over runs",
            "",
            categories,
            axis(area));
    for (String arm : drawn()) {
      List<BarPlot.Bar> bars = new ArrayList<>();
      for (List<Condition> group : conditions.groups()) {
        bars.add(
            group.stream()
                .filter(condition -> condition.arm().equals(arm))
                .findFirst()
                .map(condition -> bar(condition.spread(shown, ResultsCsv.MACRO, area)))
                .orElse(BarPlot.Bar.of(Double.NaN)));
      }
      plot.bars(arm, bars);
    }
    return plot.figure();
  }

  private Figure byLabel(List<Condition> group, Area area) {
    List<String> labels = group.get(0).labels();
    String where = group.get(0).where();
    BarPlot plot =
        new BarPlot(
            ScoresSection.name(area)
                + " on "
                + shown.text()
                + (where.isEmpty() ? "" : ", " + where)
                + ", mean ± sd over runs",
            "",
            labels,
            axis(area));
    for (Condition condition : group) {
      if (drawn().contains(condition.arm())) {
        plot.bars(
            condition.arm(),
            labels.stream().map(label -> bar(condition.spread(shown, label, area))).toList());
      }
    }
    return plot.figure();
  }

  private static Axis axis(Area area) {
    return Axis.unit(ScoresSection.name(area));
  }

  private static BarPlot.Bar bar(Spread spread) {
    return spread.n() == 0
        ? BarPlot.Bar.of(Double.NaN)
        : new BarPlot.Bar(
            spread.mean(),
            spread.n() < 2 ? Double.NaN : spread.low(),
            spread.n() < 2 ? Double.NaN : spread.high());
  }
}
