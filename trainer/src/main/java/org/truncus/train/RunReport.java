package org.truncus.train;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.metric.Confusion;
import org.truncus.metric.Interval;
import org.truncus.metric.LabelMetrics;
import org.truncus.metric.LabelSample;
import org.truncus.metric.MacroMetrics;
import org.truncus.metric.Metrics;
import org.truncus.plot.Figure;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.LearningCurves;
import org.truncus.plot.PrecisionRecallPlot;
import org.truncus.plot.RocPlot;

/** {@code report/index.html}: the course and the result of a run on one page; plots also as SVG. */
final class RunReport {

  private static final double THRESHOLD = 0.5;

  private final RunFolder folder;
  private final RunRecord record;
  private final HtmlPage page;

  private RunReport(RunFolder folder, RunRecord record) {
    this.folder = folder;
    this.record = record;
    this.page = new HtmlPage("Training run " + record.id());
  }

  /** Writes page and plots. */
  static void write(RunFolder folder, RunRecord record, Map<Split, PredictionList> predictions) {
    RunReport report = new RunReport(folder, record);
    report.head(predictions);
    report.course();
    predictions.forEach(report::result);
    report.data();
    report.settings();
    report.page.write(folder.reportFile());
  }

  private void head(Map<Split, PredictionList> predictions) {
    TrainConfig config = record.config();
    page.lead(
        "%s; strategy %s, %d px, trained for %d epochs on %s."
            .formatted(
                record.built().words(),
                config.network().strategy().text(),
                config.input().imageSize(),
                record.epochs(),
                record.device()));
    List<HtmlPage.KeyFigure> figures = new ArrayList<>();
    predictions.forEach(
        (split, list) -> {
          MacroMetrics macro = Metrics.macro(Metrics.of(list));
          String over = "mean of " + list.labels().size() + " labels";
          figures.add(figure("AUROC " + split.text(), three(macro.auroc()), over));
          figures.add(figure("AUPRC " + split.text(), three(macro.auprc()), over));
        });
    figures.add(
        figure(
            "Parameters",
            thousands(record.parameters().total()),
            "trained: " + thousands(record.parameters().trainable())));
    figures.add(
        figure("MACs", String.format(Locale.ROOT, "%.0f M", record.macs() / 1e6), "for one image"));
    page.keyFigures(figures);
  }

  private static HtmlPage.KeyFigure figure(String label, String value, String note) {
    return new HtmlPage.KeyFigure(label, value, note);
  }

  private void course() {
    page.section("Course");
    RunRecord.Best best = record.best();
    page.paragraph(
        "The weights of epoch %d are kept: its validation loss of %s is the lowest."
            .formatted(best.epoch(), three(best.value())));
    List<Figure> figures = new ArrayList<>();
    for (String name : List.of("loss", "auroc", "auprc", "lr")) {
      Map<String, List<Double>> series = new LinkedHashMap<>();
      for (HistoryEntry entry : folder.history()) {
        if (entry.name().equals(name)) {
          series.computeIfAbsent(entry.split(), split -> new ArrayList<>()).add(entry.value());
        }
      }
      figures.add(saved("course-" + name, LearningCurves.of(name, series, best.epoch())));
    }
    page.figures(figures);
  }

  private void result(Split split, PredictionList predictions) {
    page.section("Result on " + split.text());
    Map<String, LabelMetrics> metrics = RunMetrics.labels(predictions, record.seed());
    Map<String, LabelSample> samples = new LinkedHashMap<>();
    for (int l = 0; l < predictions.labels().size(); l++) {
      samples.put(predictions.labels().get(l), LabelSample.of(predictions, l));
    }
    List<List<String>> rows = new ArrayList<>();
    metrics.forEach(
        (label, m) ->
            rows.add(
                List.of(
                    label,
                    Long.toString(m.positives()),
                    Long.toString(m.negatives()),
                    withInterval(m.auroc(), m.aurocCi()),
                    withInterval(m.auprc(), m.auprcCi()),
                    three(m.noSkill()))));
    page.table(
        "Discrimination, with 95 % intervals (" + RunMetrics.REPLICATES + " resamples of patients)",
        List.of("Label", "Positives", "Negatives", "AUROC", "AUPRC", "No-skill AUPRC"),
        rows);
    page.figures(
        List.of(
            saved("roc-" + split.text(), RocPlot.of("ROC, " + split.text(), samples, metrics)),
            saved(
                "pr-" + split.text(),
                PrecisionRecallPlot.of("Precision-recall, " + split.text(), samples, metrics))));
    page.table(
        "Confusion at a probability of 0.5, before calibration",
        List.of("Label", "TP", "FP", "TN", "FN", "Sensitivity", "Specificity", "PPV", "NPV"),
        samples.entrySet().stream().map(e -> confusion(e.getKey(), e.getValue())).toList());
  }

  private static List<String> confusion(String label, LabelSample sample) {
    Confusion c = Confusion.at(sample.scores(), sample.positives(), THRESHOLD);
    return List.of(
        label,
        Long.toString(c.tp()),
        Long.toString(c.fp()),
        Long.toString(c.tn()),
        Long.toString(c.fn()),
        three(c.sensitivity()),
        three(c.specificity()),
        three(c.ppv()),
        three(c.npv()));
  }

  private void data() {
    page.section("Data");
    List<List<String>> rows = new ArrayList<>();
    record
        .data()
        .splits()
        .forEach(
            (split, data) ->
                data.labels()
                    .forEach(
                        (label, counts) ->
                            rows.add(
                                List.of(
                                    split,
                                    Integer.toString(data.rows()),
                                    Integer.toString(data.patients()),
                                    label,
                                    Integer.toString(counts.positives()),
                                    Integer.toString(counts.negatives()),
                                    Integer.toString(counts.masked()),
                                    Integer.toString(counts.patients())))));
    page.table(
        record.data().list() + ", SHA-256 " + record.data().sha256(),
        List.of(
            "Split",
            "Rows",
            "Patients",
            "Label",
            "Positives",
            "Negatives",
            "Masked",
            "Patients with it"),
        rows);
  }

  private void settings() {
    page.section("Settings");
    TrainConfig config = record.config();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Seed", Long.toString(record.seed()));
    facts.put("Weights", record.weights() == null ? "random" : initial(record.weights()));
    facts.put("Batch", Integer.toString(config.recipe().batch()));
    facts.put("Learning rate", "%s at the start".formatted(config.recipe().lr()));
    facts.put("Loss", config.recipe().loss().text());
    facts.put("Augmentation", config.recipe().augment().text());
    facts.put("Preprocessing", record.preprocessing().toString());
    facts.put("Pixels", config.input().pixels().toString());
    record.versions().forEach((name, version) -> facts.put("Version of " + name, version));
    page.facts(facts);
  }

  private static String initial(RunRecord.Weights weights) {
    RunRecord.Coverage coverage = weights.coverage();
    return "%s (%s), SHA-256 %s: %d tensors loaded, %d initialised, %d ignored"
        .formatted(
            weights.file(),
            weights.source(),
            weights.sha256(),
            coverage.loaded(),
            coverage.initialised().size(),
            coverage.ignored().size());
  }

  private Figure saved(String name, Figure figure) {
    Path file = folder.reportFile().resolveSibling(name + ".svg");
    Durable.write(file, figure.file().getBytes(StandardCharsets.UTF_8));
    return figure;
  }

  private static String withInterval(double value, Interval interval) {
    return interval.isDefined()
        ? "%s (%s–%s)".formatted(three(value), three(interval.low()), three(interval.high()))
        : three(value);
  }

  private static String three(double value) {
    return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String thousands(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
