package org.truncus.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.truncus.list.Split;
import org.truncus.metric.Area;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.Texts;
import org.truncus.train.Latency;
import org.truncus.train.RunRecord;

/**
 * The table of a comparison under the same circumstances: scores, both rankings, and what they
 * cost.
 */
final class ScoresSection {

  private final List<Condition> group;
  private final Latencies latencies;
  private final Split shown;

  ScoresSection(List<Condition> group, Latencies latencies) {
    this.group = group;
    this.latencies = latencies;
    this.shown = group.get(0).first().metrics(Split.TEST) == null ? Split.VAL : Split.TEST;
  }

  void write(HtmlPage page) {
    List<List<String>> rows = new ArrayList<>();
    group.forEach(condition -> rows.add(row(condition)));
    page.table(caption(), header(), rows);
    page.paragraph(rankings());
    List<String> labels = group.get(0).labels();
    if (labels.size() > 1) {
      for (Area area : List.of(Area.AUROC, Area.AVERAGE_PRECISION)) {
        page.table(
            name(area) + " on " + shown.text() + " by label, mean ± sample standard deviation",
            header(labels),
            group.stream().map(condition -> row(condition, labels, area)).toList());
      }
    }
  }

  private String caption() {
    return "Mean ± sample standard deviation (n − 1) over runs; "
        + (group.get(0).labels().size() > 1 ? "areas are means over labels. " : "")
        + "Ranks are those by AUROC and by AUPRC. AUPRC is average precision. P are the parameters"
        + " of the network, MACs its multiply-accumulates for one image; the time is that of one"
        + " image alone, median and 95th percentile.";
  }

  private List<String> header() {
    return List.of(
        "Arm",
        "Runs",
        "AUROC, val",
        "AUPRC, val",
        "AUROC, " + shown.text(),
        "AUPRC, " + shown.text(),
        "Ranks",
        "P (M)",
        "MACs (G)",
        "Time (ms)");
  }

  private List<String> row(Condition condition) {
    RunRecord record = condition.first().record();
    Latency latency = latencies.of(condition.first());
    return List.of(
        condition.arm(),
        Integer.toString(condition.results().size()),
        macro(condition, Split.VAL, Area.AUROC).text(),
        macro(condition, Split.VAL, Area.AVERAGE_PRECISION).text(),
        macro(condition, shown, Area.AUROC).text(),
        macro(condition, shown, Area.AVERAGE_PRECISION).text(),
        rank(condition, Area.AUROC) + " / " + rank(condition, Area.AVERAGE_PRECISION),
        String.format(Locale.ROOT, "%.3f", record.parameters().total() / 1e6),
        String.format(Locale.ROOT, "%.3f", record.macs() / 1e9),
        latency == null
            ? ""
            : Texts.two(latency.medianMillis()) + " (" + Texts.two(latency.p95Millis()) + ")");
  }

  private static List<String> header(List<String> labels) {
    List<String> header = new ArrayList<>(List.of("Arm"));
    header.addAll(labels);
    return header;
  }

  private List<String> row(Condition condition, List<String> labels, Area area) {
    List<String> row = new ArrayList<>(List.of(condition.arm()));
    labels.forEach(label -> row.add(condition.spread(shown, label, area).text()));
    return row;
  }

  private static Spread macro(Condition condition, Split split, Area area) {
    return condition.spread(split, ResultsCsv.MACRO, area);
  }

  private String rank(Condition condition, Area area) {
    double own = macro(condition, shown, area).mean();
    long better = group.stream().filter(other -> macro(other, shown, area).mean() > own).count();
    return Double.isNaN(own) ? "" : Long.toString(better + 1);
  }

  /**
   * Says whether the two areas rank differently: the higher of the one need not be of the other.
   */
  private String rankings() {
    String auroc = best(Area.AUROC);
    String auprc = best(Area.AVERAGE_PRECISION);
    String numbers =
        auroc.equals(auprc)
            ? "Both areas put " + auroc + " first on " + shown.text() + "."
            : "The two areas disagree on "
                + shown.text()
                + ": AUROC puts "
                + auroc
                + " first, AUPRC "
                + auprc
                + ".";
    return numbers + " First is not better: whether a difference is more than chance stands below.";
  }

  private String best(Area area) {
    return group.stream()
        .filter(condition -> !Double.isNaN(macro(condition, shown, area).mean()))
        .max(Comparator.comparingDouble(condition -> macro(condition, shown, area).mean()))
        .map(Condition::arm)
        .orElse("none");
  }

  static String name(Area area) {
    return area == Area.AUROC ? "AUROC" : "AUPRC";
  }
}
