package org.truncus.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.truncus.list.Split;
import org.truncus.metric.Area;
import org.truncus.plot.Axis;
import org.truncus.plot.Figure;
import org.truncus.plot.LinePlot;
import org.truncus.report.Report;

/** AUPRC against what a network costs: parameters, multiply-accumulates, time. */
final class CostFigures {

  private final Conditions conditions;
  private final Split shown;
  private final Latencies latencies;

  CostFigures(Conditions conditions, Split shown, Latencies latencies) {
    this.conditions = conditions;
    this.shown = shown;
    this.latencies = latencies;
  }

  void write(Report report) {
    List<Figure> figures = new ArrayList<>();
    int number = 0;
    for (List<Condition> group : conditions.groups()) {
      number++;
      figures.add(
          report.plot(
              "cost-" + number + "-parameters",
              figure(group, "parameters (M)", c -> c.first().record().parameters().total() / 1e6)));
      figures.add(
          report.plot(
              "cost-" + number + "-macs",
              figure(group, "MACs for one image (G)", c -> c.first().record().macs() / 1e9)));
      figures.add(
          report.plot(
              "cost-" + number + "-time", figure(group, "time for one image (ms)", this::millis)));
    }
    report
        .page()
        .subsection("What an arm costs")
        .paragraph("Dots towards the upper left are better: more for less. Bars are ± sd.")
        .figures(figures);
  }

  private double millis(Condition condition) {
    return latencies.of(condition.first()).medianMillis();
  }

  private Figure figure(List<Condition> group, String cost, ToDoubleFunction<Condition> of) {
    List<Spread> spreads =
        group.stream().map(c -> c.spread(shown, ResultsCsv.MACRO, Area.AVERAGE_PRECISION)).toList();
    double most = group.stream().mapToDouble(of).max().orElse(1);
    String where = group.get(0).where();
    LinePlot plot =
        new LinePlot(
            "AUPRC on "
                + shown.text()
                + " against "
                + cost.replaceAll(" \\(.*", "")
                + (where.isEmpty() ? "" : ", " + where),
            Axis.fitting(cost, 0, most),
            Axis.fitting(
                "AUPRC",
                spreads.stream()
                    .flatMapToDouble(s -> DoubleStream.of(s.low(), s.high()))
                    .toArray()));
    for (int i = 0; i < group.size(); i++) {
      plot.points(
          group.get(i).arm(),
          new double[] {of.applyAsDouble(group.get(i))},
          new double[] {spreads.get(i).mean()},
          new double[] {spreads.get(i).low()},
          new double[] {spreads.get(i).high()});
    }
    return plot.figure();
  }
}
