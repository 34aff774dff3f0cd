package org.truncus.reuse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.plot.Axis;
import org.truncus.plot.BoxPlot;
import org.truncus.plot.Figure;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.LinePlot;
import org.truncus.plot.Texts;
import org.truncus.report.Report;

/** The page of a report; its plots also lie beside it. */
final class ReusePage {

  private final ReuseReport report;
  private final Report output = new Report("Feature reuse");

  private ReusePage(ReuseReport report) {
    this.report = report;
  }

  static Report of(ReuseReport report) {
    ReusePage page = new ReusePage(report);
    page.head();
    page.layers();
    page.curves();
    report.across().forEach(page::across);
    page.settings();
    return page.output;
  }

  private void head() {
    List<String> reused =
        report.layers().stream().filter(LayerReuse::clearlyReused).map(LayerReuse::layer).toList();
    output
        .page()
        .lead(
            "%s beside %s: how much of each layer's features is found again, on the same %d images."
                .formatted(report.first(), report.second(), report.images()))
        .remarks(report.notes())
        .paragraph(
            "Clearly above the floor: "
                + (reused.isEmpty() ? "no layer" : String.join(", ", reused))
                + ". A layer counts as that where the lower quartile of its correlations lies above"
                + " the upper quartile of the floor, and their mean at least halfway from the floor"
                + " to 1.");
  }

  private void layers() {
    HtmlPage page = output.page().section("Layer by layer");
    BoxPlot plot =
        new BoxPlot(
            "Canonical correlations", "cut after the layer", Axis.unit("canonical correlation ρ"));
    report
        .layers()
        .forEach(
            layer ->
                plot.box(
                    layer.layer(),
                    "stage " + layer.stage(),
                    box(layer.reuse()),
                    box(layer.floor())));
    page.figure(
        output.plot("reuse", plot.figure()),
        "Boxes from quartile to quartile with the median, whiskers from the 5th to the 95th"
            + " percentile of a layer's coefficients. Grey: the layer against independent Gaussian"
            + " numbers in the other's shape.");
    page.table("", header(), report.layers().stream().map(ReusePage::row).toList());
  }

  private static BoxPlot.Box box(Correlations found) {
    return new BoxPlot.Box(
        found.quantile(0.05),
        found.quantile(0.25),
        found.quantile(0.5),
        found.quantile(0.75),
        found.quantile(0.95));
  }

  private static List<String> header() {
    return List.of(
        "Layer",
        "Stage",
        "Mean ρ",
        "Median",
        "Quartiles",
        "Floor",
        "Area",
        "Share",
        "Reused",
        "Rows",
        "Channels",
        "Kept");
  }

  private static List<String> row(LayerReuse layer) {
    return List.of(
        layer.layer().equals(layer.against())
            ? layer.layer()
            : layer.layer() + ", " + layer.against(),
        layer.stage(),
        Texts.three(layer.reuse().mean()),
        Texts.three(layer.reuse().quantile(0.5)),
        Texts.three(layer.reuse().quantile(0.25)) + "–" + Texts.three(layer.reuse().quantile(0.75)),
        Texts.three(layer.floor().mean()),
        Texts.three(layer.area()),
        Texts.three(layer.share()),
        layer.clearlyReused() ? "clearly" : "no",
        Integer.toString(layer.rows()) + (layer.fewRows() ? " (few)" : ""),
        pair(layer.channels(), layer.otherChannels()),
        pair(layer.kept(), layer.otherKept()));
  }

  private static String pair(int one, int other) {
    return one == other ? Integer.toString(one) : one + ", " + other;
  }

  private void curves() {
    output
        .page()
        .section("Curves")
        .paragraph(
            "The k coefficients of a layer, sorted, against i/k. The area between the line and the"
                + " grey floor is what is reused beyond chance.")
        .smallFigures(
            report.layers().stream()
                .map(layer -> output.plot("curve-" + layer.layer(), curve(layer)))
                .toList());
  }

  private static Figure curve(LayerReuse layer) {
    String title =
        layer.layer().equals(layer.against())
            ? layer.layer()
            : layer.layer() + " and " + layer.against();
    LinePlot plot =
        new LinePlot(title, Axis.unit("i/k"), Axis.unit("ρ"))
            .small(
                "area %s, k = %d"
                    .formatted(Texts.two(layer.area()), layer.reuse().values().length));
    double[][] rho = steps(layer.reuse().values());
    double[][] floor = steps(layer.floor().values());
    return plot.line("reuse", rho[0], rho[1]).faint("floor", floor[0], floor[1]).figure();
  }

  /** Coefficient i holds from (i - 1)/k to i/k. */
  private static double[][] steps(double[] values) {
    double[][] steps = new double[2][2 * values.length];
    for (int i = 0; i < values.length; i++) {
      steps[0][2 * i] = (double) i / values.length;
      steps[0][2 * i + 1] = (i + 1.0) / values.length;
      steps[1][2 * i] = values[i];
      steps[1][2 * i + 1] = values[i];
    }
    return steps;
  }

  private void across(ReuseReport.Across across) {
    int number = report.across().indexOf(across) + 1;
    List<Figure> figures = new ArrayList<>();
    for (LayerReuse pair : across.pairs()) {
      figures.add(output.plot("across-" + number + "-" + pair.layer(), curve(pair)));
    }
    output
        .page()
        .section("Across stages of " + across.network())
        .paragraph(
            "What the end of a stage has in common with the end of the network. The finer map is"
                + " averaged over the pixels of the coarser one.")
        .smallFigures(figures)
        .table("", header(), across.pairs().stream().map(ReusePage::row).toList());
  }

  private void settings() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("first", report.first());
    facts.put("second", report.second());
    facts.put("backbone", report.backbone());
    facts.put("list", report.list());
    facts.put("splits", report.splits());
    facts.put("images", Integer.toString(report.images()));
    facts.put(
        "variance kept", Texts.three(report.options().variance()) + " by the singular vectors");
    facts.put("rows a channel, at most", Integer.toString(report.options().rowsPerChannel()));
    facts.put("seed", Long.toString(report.options().seed()));
    output.page().section("Settings").facts(facts);
  }
}
