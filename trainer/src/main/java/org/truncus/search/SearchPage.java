package org.truncus.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.truncus.evaluate.Words;
import org.truncus.plot.Axis;
import org.truncus.plot.Figure;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.LinePlot;
import org.truncus.report.Report;

/** The page of a search; its plots also lie beside it. */
final class SearchPage {

  private final SearchRecord record;
  private final Report output = new Report("Search for a cut");

  SearchPage(SearchRecord record) {
    this.record = record;
  }

  Report report() {
    head();
    scores();
    test();
    decisions();
    if (record.shortlist() != null) {
      shortlist();
    }
    settings();
    return output;
  }

  private void head() {
    SearchRecord.CutEntry taken = entry(record.taken());
    SearchRecord.CutEntry whole = record.cuts().get(record.cuts().size() - 1);
    output
        .page()
        .lead(
            "%s, by %s on validation data over %d runs a cut: the network ends at %s."
                .formatted(
                    record.options().config().network().backbone(),
                    record.options().metric().title(),
                    record.seeds().size(),
                    taken.words()))
        .keyFigures(
            List.of(
                figure("validation AUPRC", band(taken.auprc()), "whole: " + band(whole.auprc())),
                figure("validation AUROC", band(taken.auroc()), "whole: " + band(whole.auroc())),
                figure(
                    "parameters", count(taken.parameters()), "whole: " + count(whole.parameters())),
                figure("ms an image", millis(taken), "whole: " + millis(whole))));
  }

  private static HtmlPage.KeyFigure figure(String label, String value, String note) {
    return new HtmlPage.KeyFigure(label, value, note);
  }

  private SearchRecord.CutEntry entry(String cut) {
    return record.cuts().stream().filter(e -> e.cut().equals(cut)).findFirst().orElseThrow();
  }

  private void scores() {
    HtmlPage page =
        output
            .page()
            .section("Cuts")
            .paragraph(
                "Mean over the seeds, bars of one standard deviation. Cuts that were abandoned"
                    + " stand where they were left, after fewer epochs.");
    page.figures(
        List.of(
            output.plot("auprc", byCut("AUPRC", SearchRecord.CutEntry::auprc)),
            output.plot("auroc", byCut("AUROC", SearchRecord.CutEntry::auroc))));
    page.table(
        "",
        List.of(
            "Cut", "Epochs", "AUROC", "AUPRC", "Parameters", "M MACs", "ms", "Pareto front", ""),
        record.cuts().stream().map(this::row).toList());
    List<Figure> fronts = new ArrayList<>();
    fronts.add(output.plot("front-parameters", front("parameters", "parameters / 1e6", 1e6)));
    fronts.add(output.plot("front-macs", front("macs", "MACs / 1e6", 1e6)));
    fronts.add(output.plot("front-millis", front("millis", "ms an image", 1)));
    page.subsection("AUPRC against cost").figures(fronts);
  }

  private List<String> row(SearchRecord.CutEntry cut) {
    return List.of(
        cut.words(),
        Integer.toString(cut.epochs()),
        band(cut.auroc()),
        band(cut.auprc()),
        count(cut.parameters()),
        String.format(Locale.ROOT, "%.1f", cut.macs() / 1e6),
        millis(cut),
        String.join(", ", cut.front()),
        cut.cut().equals(record.taken())
            ? "taken"
            : cut.epochs() < record.options().config().recipe().epochs() ? "abandoned" : "");
  }

  private Figure byCut(String area, Function<SearchRecord.CutEntry, CutScore> score) {
    List<SearchRecord.CutEntry> cuts =
        record.cuts().stream().filter(cut -> score.apply(cut).count() > 0).toList();
    int epochs = record.options().config().recipe().epochs();
    double[] all =
        cuts.stream()
            .map(score)
            .flatMapToDouble(
                found -> DoubleStream.of(found.mean() - found.sd(), found.mean() + found.sd()))
            .toArray();
    Axis x =
        new Axis(
            "cut, counted from the first (%s to %s)"
                .formatted(cuts.get(0).cut(), cuts.get(cuts.size() - 1).cut()),
            0,
            position(cuts.get(cuts.size() - 1)) + 1.0,
            1);
    LinePlot plot = new LinePlot(area + " against cut", x, Axis.fitting("validation " + area, all));
    add(
        plot,
        "all " + epochs + " epochs",
        cuts.stream().filter(c -> c.epochs() == epochs).toList(),
        score);
    List<SearchRecord.CutEntry> left = cuts.stream().filter(c -> c.epochs() < epochs).toList();
    if (!left.isEmpty()) {
      add(plot, "abandoned", left, score);
    }
    int taken = position(entry(record.taken()));
    return plot.reference("taken, " + record.taken(), taken, x.low(), taken, 1).figure();
  }

  private int position(SearchRecord.CutEntry cut) {
    return record.positions().indexOf(cut.cut()) + 1;
  }

  private void add(
      LinePlot plot,
      String name,
      List<SearchRecord.CutEntry> cuts,
      Function<SearchRecord.CutEntry, CutScore> score) {
    plot.points(
        name,
        cuts.stream().mapToDouble(this::position).toArray(),
        values(cuts, cut -> score.apply(cut).mean()),
        values(cuts, cut -> score.apply(cut).mean() - score.apply(cut).sd()),
        values(cuts, cut -> score.apply(cut).mean() + score.apply(cut).sd()));
  }

  private static double[] values(
      List<SearchRecord.CutEntry> cuts, ToDoubleFunction<SearchRecord.CutEntry> value) {
    return cuts.stream().mapToDouble(value).toArray();
  }

  private Figure front(String cost, String title, double unit) {
    ToDoubleFunction<SearchRecord.CutEntry> of = Pareto.costs().get(cost);
    int epochs = record.options().config().recipe().epochs();
    List<SearchRecord.CutEntry> cuts =
        record.cuts().stream()
            .filter(cut -> cut.epochs() == epochs && cut.auprc().count() > 0)
            .toList();
    List<SearchRecord.CutEntry> on =
        cuts.stream()
            .filter(cut -> cut.front().contains(cost))
            .sorted(Comparator.comparingDouble(of))
            .toList();
    List<SearchRecord.CutEntry> off = cuts.stream().filter(cut -> !on.contains(cut)).toList();
    double[] xs = values(cuts, cut -> of.applyAsDouble(cut) / unit);
    LinePlot plot =
        new LinePlot(
            "AUPRC against " + (cost.equals("millis") ? "latency" : cost),
            Axis.fitting(title, withZero(xs)),
            Axis.fitting("validation AUPRC", values(cuts, cut -> cut.auprc().mean())));
    plot.line(
        "front: " + String.join(", ", on.stream().map(SearchRecord.CutEntry::cut).toList()),
        values(on, cut -> of.applyAsDouble(cut) / unit),
        values(on, cut -> cut.auprc().mean()));
    if (!off.isEmpty()) {
      plot.points(
          "others: " + String.join(", ", off.stream().map(SearchRecord.CutEntry::cut).toList()),
          values(off, cut -> of.applyAsDouble(cut) / unit),
          values(off, cut -> cut.auprc().mean()));
    }
    SearchRecord.CutEntry taken = entry(record.taken());
    plot.points(
        "taken: " + taken.cut(),
        new double[] {of.applyAsDouble(taken) / unit},
        new double[] {taken.auprc().mean()});
    return plot.figure();
  }

  private static double[] withZero(double[] values) {
    double[] more = new double[values.length + 1];
    System.arraycopy(values, 0, more, 0, values.length);
    return more;
  }

  private void test() {
    HtmlPage page = output.page().section("Test split");
    if (record.test() == null) {
      page.paragraph("The list has no test rows, so nothing was compared.");
      return;
    }
    TestComparison test = record.test();
    page.paragraph(
        "Opened once, after the cut was settled: %d rows, means over the seeds and labels, intervals by resampling patients (%d replicates, both networks on the same ones)."
            .formatted(test.rows(), test.replicates()));
    page.table(
        "",
        List.of("Area", test.cut(), "whole network", "Difference", "p", "In words"),
        List.of(row("AUROC", test.auroc()), row("AUPRC", test.auprc())));
    if (record.openings().size() > 1) {
      page.remarks(
          List.of(
              "The test split was opened %d times in this folder; the first time at %s for %s."
                  .formatted(
                      record.openings().size(),
                      record.openings().get(0).at(),
                      record.openings().get(0).cut())));
    }
  }

  private static List<String> row(String area, TestComparison.Areas areas) {
    return List.of(
        area,
        Words.of(areas.chosen()),
        Words.of(areas.whole()),
        Words.of(areas.difference()),
        Words.p(areas.difference().p()),
        areas.verdict());
  }

  private void decisions() {
    output.page().section("How it was decided");
    record.trail().forEach(output.page()::paragraph);
    for (SearchPart part : record.parts()) {
      List<List<String>> rows = new ArrayList<>();
      for (SearchPart.Rung rung : part.rungs()) {
        for (CutScore score : rung.scores()) {
          rows.add(
              List.of(
                  Integer.toString(rung.epochs()),
                  score.cut(),
                  band(score),
                  Words.three(score.standardError()),
                  rung.abandoned().contains(score.cut()) ? "abandoned" : ""));
        }
      }
      output
          .page()
          .table(
              "Part " + part.name() + ", " + record.options().metric().title(),
              List.of("After epochs", "Cut", "Mean ± sd", "Standard error", ""),
              rows);
    }
  }

  private void shortlist() {
    Shortlist list = record.shortlist();
    double[] xs = new double[list.layers().size()];
    double[][] ys = new double[4][xs.length];
    for (int i = 0; i < xs.length; i++) {
      Shortlist.Layer layer = list.layers().get(i);
      xs[i] = i + 1.0;
      ys[0][i] = layer.median();
      ys[1][i] = layer.q1();
      ys[2][i] = layer.q3();
      ys[3][i] = layer.floor();
    }
    LinePlot plot =
        new LinePlot(
            "Reuse after a short fine-tuning, and AUPRC",
            new Axis("cut, counted from the first", 0, xs.length + 1.0, 1),
            Axis.unit("canonical correlation ρ, validation AUPRC"));
    plot.line("reuse, median and quartiles", xs, ys[0], ys[1], ys[2]);
    add(plot, "validation AUPRC", record.cuts(), SearchRecord.CutEntry::auprc);
    plot.faint("floor", xs, ys[3]);
    output
        .page()
        .section("Shortlist")
        .paragraph(
            "The whole network was fine-tuned for a few epochs (best: %d), and each layer compared with its pretrained self on %d images. Cuts after layers that aren't clearly reused were not tried: %s."
                .formatted(
                    list.epochs(),
                    list.images(),
                    String.join(
                        ", ",
                        list.layers().stream()
                            .filter(layer -> !layer.listed())
                            .map(Shortlist.Layer::cut)
                            .toList())))
        .figure(output.plot("reuse-and-auprc", plot.figure()), "");
  }

  private void settings() {
    SearchRecord.Options options = record.options();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("list", options.config().data().list().toString());
    facts.put("backbone", options.config().network().backbone());
    facts.put(
        "weights",
        options.config().network().weights() == null
            ? "random"
            : options.config().network().weights().toString());
    facts.put("metric", options.metric().title());
    facts.put("rule", options.rule().text());
    facts.put("halving", Integer.toString(options.halving()));
    facts.put("seeds", record.seeds().toString());
    facts.put("epochs", Integer.toString(options.config().recipe().epochs()));
    facts.put("image size", Integer.toString(options.config().input().imageSize()));
    output
        .page()
        .section("Settings")
        .facts(facts)
        .paragraph(
            "Every setting stands in search.json, and in run.json of each run below cells/.");
  }

  private static String band(CutScore score) {
    return String.format(Locale.ROOT, "%.3f ± %.3f", score.mean(), score.sd());
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String millis(SearchRecord.CutEntry cut) {
    return String.format(Locale.ROOT, "%.2f", cut.millis());
  }
}
