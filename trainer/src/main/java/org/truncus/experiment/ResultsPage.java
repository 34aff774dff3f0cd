package org.truncus.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.Split;
import org.truncus.plot.HtmlPage;
import org.truncus.report.Report;
import org.truncus.train.Latency;
import org.truncus.train.RunRecord;

/**
 * {@code index.html}: the tables and figures of an experiment on one page that stands alone, its
 * plots also as SVG in {@code plots/}. It calls nothing better that chance may have made so.
 */
final class ResultsPage {

  private static final int FEW = 30;
  private static final String REUSE = "reuse.csv";

  private final ExperimentRecord record;
  private final Conditions conditions;
  private final List<ArmDifference> differences;
  private final Latencies latencies;

  ResultsPage(
      ExperimentRecord record,
      Conditions conditions,
      List<ArmDifference> differences,
      Latencies latencies) {
    this.record = record;
    this.conditions = conditions;
    this.differences = differences;
    this.latencies = latencies;
  }

  /** Writes {@code index.html} and {@code plots/}; takes up {@code reuse.csv} if it is there. */
  void write(Path folder) {
    Report report = new Report("Experiment " + record.name());
    HtmlPage page = report.page();
    page.lead(lead());
    if (!conditions.groups().isEmpty()) {
      Split shown =
          conditions.all().get(0).first().metrics(Split.TEST) == null ? Split.VAL : Split.TEST;
      page.remarks(remarks(shown));
      page.section("Scores");
      for (List<Condition> group : conditions.groups()) {
        if (!group.get(0).where().isEmpty()) {
          page.subsection(sentence(group.get(0).where()));
        }
        new ScoresSection(group, latencies).write(page);
      }
      if (record.reference() != null) {
        new DifferencesSection(conditions, differences).write(page);
      }
      page.section("Figures");
      Path reuse = folder.resolve(REUSE);
      new ScoreFigures(conditions, shown).write(report);
      new CutFigures(conditions, shown, Files.exists(reuse) ? LayerReuse.read(reuse) : null)
          .write(report);
      new CostFigures(conditions, shown, latencies).write(report);
      new CurveFigures(conditions, shown).write(report);
      page.section("Data").facts(data());
    }
    cells(page);
    report.write(folder.resolve("index.html"), folder.resolve("plots"));
  }

  private String lead() {
    return "%d of %d runs are finished%s%s. The epoch of each run was chosen on val; test was looked at once, after that. An arm that is chosen because it is first on test is chosen on test: choose by val, and tell what test says of that choice."
        .formatted(
            record.done(),
            record.cells().size(),
            record.failed() > 0 ? ", " + record.failed() + " failed" : "",
            record.left() > 0 ? ", " + record.left() + " are still to be run" : "");
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private List<String> remarks(Split shown) {
    List<String> remarks = new ArrayList<>();
    if (shown == Split.VAL) {
      remarks.add(
          "The list has no test split: scores are those of val, on which the epochs were chosen,"
              + " and too good.");
    }
    conditions
        .all()
        .get(0)
        .first()
        .metrics(shown)
        .labels()
        .forEach(
            (label, score) -> {
              if (Math.min(score.positives(), score.negatives()) < FEW) {
                remarks.add(
                    "%s has %d positive and %d negative images on %s: differences there have to be large to be told from chance."
                        .formatted(label, score.positives(), score.negatives(), shown.text()));
              }
            });
    if (conditions.all().stream().anyMatch(condition -> condition.results().size() < 3)) {
      remarks.add(
          "Some arms have fewer than three runs: how far seeds alone move their scores is hardly"
              + " known.");
    }
    return remarks;
  }

  private Map<String, String> data() {
    Map<String, String> facts = new LinkedHashMap<>();
    for (List<Condition> group : conditions.groups()) {
      RunRecord run = group.get(0).first().record();
      String where = group.get(0).where();
      run.data()
          .splits()
          .forEach(
              (split, counts) ->
                  facts.put(split + (where.isEmpty() ? "" : ", " + where), counts(counts)));
    }
    RunRecord first = conditions.all().get(0).first().record();
    facts.put("list", first.data().list().getFileName() + ", SHA-256 " + first.data().sha256());
    facts.put("trained on", first.device());
    Latency latency = latencies.of(conditions.all().get(0).first());
    if (latency != null) {
      facts.put(
          "time for one image",
          "forward pass of the inference graph, one image at a time, %d threads, on the machine that made this page"
              .formatted(latency.threads()));
    }
    facts.put("versions", first.versions().toString().replaceAll("[{}]", ""));
    return facts;
  }

  private static String counts(RunRecord.SplitData split) {
    StringBuilder text = new StringBuilder();
    text.append(split.rows()).append(" images of ").append(split.patients()).append(" patients");
    split
        .labels()
        .forEach(
            (label, counts) ->
                text.append(
                    "; %s %d positive, %d negative"
                        .formatted(label, counts.positives(), counts.negatives())));
    return text.toString();
  }

  private void cells(HtmlPage page) {
    page.section("Runs");
    List<List<String>> rows = new ArrayList<>();
    for (ExperimentRecord.CellEntry cell : record.cells()) {
      StringBuilder settings = new StringBuilder();
      cell.settings()
          .forEach(
              (key, value) ->
                  settings
                      .append(settings.isEmpty() ? "" : ", ")
                      .append(key)
                      .append(' ')
                      .append(value));
      rows.add(
          List.of(
              cell.id(),
              cell.arm(),
              settings.toString(),
              cell.reason() == null ? cell.status() : cell.status() + ": " + cell.reason()));
    }
    page.table("Each is a run folder below cells/.", List.of("Run", "Arm", "Settings", ""), rows);
  }
}
