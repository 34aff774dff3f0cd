package org.truncus.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.truncus.list.Split;
import org.truncus.metric.Area;
import org.truncus.net.Backbone;
import org.truncus.net.Backbones;
import org.truncus.plot.Axis;
import org.truncus.plot.Figure;
import org.truncus.plot.LinePlot;
import org.truncus.report.Report;
import org.truncus.train.NetworkConfig;

/**
 * Scores against the cut, with a band of ± sd: one line for each strategy that was cut at two
 * places or more, the whole network at its end, and where there is a reuse analysis, how much of
 * each layer training reused.
 */
final class CutFigures {

  private final Conditions conditions;
  private final Split shown;
  private final LayerReuse reuse;

  /**
   * Figures of cuts.
   *
   * @param reuse per layer; null without
   */
  CutFigures(Conditions conditions, Split shown, LayerReuse reuse) {
    this.conditions = conditions;
    this.shown = shown;
    this.reuse = reuse;
  }

  void write(Report report) {
    List<Figure> figures = new ArrayList<>();
    for (Area area : List.of(Area.AVERAGE_PRECISION, Area.AUROC)) {
      Map<String, List<Condition>> backbones = new LinkedHashMap<>();
      conditions.all().stream()
          .sorted(Comparator.comparingInt(CutFigures::depth))
          .forEach(c -> backbones.computeIfAbsent(backbone(c), b -> new ArrayList<>()).add(c));
      backbones.forEach(
          (backbone, cut) -> {
            Map<String, List<Condition>> lines = lines(cut);
            if (!lines.isEmpty()) {
              String name = "cuts-" + backbone + "-" + (area == Area.AUROC ? "auroc" : "auprc");
              figures.add(report.plot(name, figure(Backbones.byName(backbone), lines, area)));
            }
          });
    }
    if (!figures.isEmpty()) {
      report.page().subsection("Where the network is cut").figures(figures);
    }
  }

  private static String backbone(Condition condition) {
    return network(condition).backbone();
  }

  private static NetworkConfig network(Condition condition) {
    return condition.first().cell().config().network();
  }

  /** How many blocks lie below the cut. */
  private static int depth(Condition condition) {
    Backbone backbone = Backbones.byName(backbone(condition));
    return 1 + backbone.cuts().indexOf(backbone.resolve(network(condition).cut()));
  }

  /**
   * By strategy and circumstances, those with several cuts; full fine-tuning ends a truncated line.
   */
  private static Map<String, List<Condition>> lines(List<Condition> conditions) {
    Map<String, List<Condition>> lines = new LinkedHashMap<>();
    for (Condition condition : conditions) {
      String strategy = network(condition).strategy().text();
      String line = strategy.equals("full") ? "truncated" : strategy;
      String where = condition.where();
      lines
          .computeIfAbsent(line + (where.isEmpty() ? "" : ", " + where), key -> new ArrayList<>())
          .add(condition);
    }
    lines
        .values()
        .removeIf(line -> line.stream().mapToInt(CutFigures::depth).distinct().count() < 2);
    lines
        .values()
        .removeIf(
            line -> line.size() > line.stream().mapToInt(CutFigures::depth).distinct().count());
    return lines;
  }

  private Figure figure(Backbone backbone, Map<String, List<Condition>> lines, Area area) {
    int last = backbone.cuts().size();
    String title =
        ScoresSection.name(area) + " on " + shown.text() + " against the cut, " + backbone.name();
    double[] all =
        lines.values().stream()
            .flatMap(List::stream)
            .map(condition -> condition.spread(shown, ResultsCsv.MACRO, area))
            .flatMapToDouble(s -> DoubleStream.of(s.low(), s.high()))
            .toArray();
    Axis y =
        reuse == null
            ? Axis.fitting(ScoresSection.name(area), all)
            : Axis.unit(ScoresSection.name(area) + "; reuse (SVCCA)");
    LinePlot plot = new LinePlot(title, new Axis("blocks kept, up to " + last, 0, last + 1, 1), y);
    lines.forEach(
        (name, line) -> {
          List<Spread> spreads =
              line.stream().map(c -> c.spread(shown, ResultsCsv.MACRO, area)).toList();
          plot.line(
              name + ", ± sd",
              line.stream().mapToDouble(CutFigures::depth).toArray(),
              spreads.stream().mapToDouble(Spread::mean).toArray(),
              spreads.stream().mapToDouble(Spread::low).toArray(),
              spreads.stream().mapToDouble(Spread::high).toArray());
        });
    if (reuse != null) {
      reuse.draw(plot, backbone);
    }
    return plot.figure();
  }
}
