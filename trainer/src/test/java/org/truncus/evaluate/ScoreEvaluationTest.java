package org.truncus.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.PredictionList;
import org.truncus.list.ScoreTable;
import org.truncus.list.Task;
import org.truncus.metric.Discrimination;
import org.truncus.metric.LabelMetrics;
import org.truncus.metric.Metrics;
import org.truncus.metric.PatientBootstrap;
import org.truncus.metric.Rate;
import org.truncus.metric.RateEstimate;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;

class ScoreEvaluationTest {

  @TempDir Path folder;

  private ScoreTable table(String name, String text) {
    return ScoreFiles.table(folder.resolve(name), text);
  }

  private static MetricsOptions options(List<String> thresholds, List<String> prevalence) {
    return new MetricsOptions(
        null,
        thresholds.stream().map(text -> LabelValue.parse("--threshold", text)).toList(),
        prevalence.stream().map(text -> LabelValue.parse("--prevalence", text)).toList(),
        200,
        3);
  }

  private static MetricsReport report(ScoreTable table, MetricsOptions options) {
    return ScoreEvaluation.of(table, null, options, Progress.silent());
  }

  @Test
  void agreesWithTheMetricsOfARun() {
    ScoreTable table = table("p.csv", ScoreFiles.sigmoids(0));
    MetricsReport report = report(table, options(List.of(), List.of()));
    assertThat(report.task()).isEqualTo(Task.MULTILABEL);
    assertThat(report.patients()).isEqualTo(100);
    LabelMetrics ofRun =
        Metrics.of(PredictionList.read(table.file()), new PatientBootstrap(200, 3)).get("y");
    LabelReport y = report.labels().get("y");
    Discrimination found = y.evaluation().discrimination();
    assertThat(found.auroc().value()).isCloseTo(ofRun.auroc(), within(1e-12));
    assertThat(found.auroc().ci95()).isEqualTo(ofRun.aurocCi());
    assertThat(found.averagePrecision().ci95()).isEqualTo(ofRun.auprcCi());
    assertThat(found.rows()).isEqualTo(196);
    assertThat(y.masked()).isEqualTo(4);
    assertThat(report.macro().labels()).isEqualTo(2);
    assertThat(report.micro().auroc().isDefined()).isTrue();
    assertThat(report.topOne()).isNull();
    assertThat(report.notes())
        .anyMatch(note -> note.contains("200 rows are of 100 patients") && note.contains("DeLong"));
  }

  @Test
  void thresholdsAndPrevalencesGoToTheirLabels() {
    MetricsReport report =
        report(
            table("p.csv", ScoreFiles.sigmoids(0)),
            options(List.of("0.3", "0.6", "y=0.2"), List.of("0.05", "x=0.01")));
    List<Double> ofX = thresholds(report, "x");
    assertThat(ofX).containsExactly(0.3, 0.6);
    assertThat(thresholds(report, "y")).containsExactly(0.2);
    var x = report.labels().get("x").evaluation().points().get(0);
    assertThat(x.prevalence()).isEqualTo(0.01);
    assertThat(x.rates().get(Rate.PPV_AT_PREVALENCE).value())
        .isCloseTo(x.at().ppvAtPrevalence(0.01), within(1e-12));
    assertThat(x.rates().get(Rate.SENSITIVITY).method()).isEqualTo(RateEstimate.Method.BOOTSTRAP);
    assertThat(report.labels().get("y").evaluation().points().get(0).prevalence()).isEqualTo(0.05);
    assertThat(
            thresholds(
                report(table("p.csv", ScoreFiles.sigmoids(0)), options(List.of(), List.of())), "x"))
        .containsExactly(0.5);
  }

  private static List<Double> thresholds(MetricsReport report, String label) {
    return report.labels().get(label).evaluation().points().stream()
        .map(point -> point.threshold())
        .toList();
  }

  @Test
  void optionsThatDoNotFitAreRefused() {
    ScoreTable table = table("p.csv", ScoreFiles.sigmoids(0));
    assertThatThrownBy(() -> report(table, options(List.of("z=0.5"), List.of())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--threshold z=0.5: the file has no such label; it has x, y");
    assertThatThrownBy(() -> report(table, options(List.of("1.5"), List.of())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> options(List.of(), List.of("1")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> options(List.of("half"), List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--threshold half");
    assertThatThrownBy(() -> new MetricsOptions(null, List.of(), List.of(), 0, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--replicates 0");
  }

  @Test
  void scoresOfAnyRangeNeedNoProbabilities() {
    StringBuilder text = new StringBuilder("x.target,x.score\n");
    for (int i = 0; i < 60; i++) {
      text.append(i % 3 == 0 ? 1 : 0).append(',').append((i * 37 % 60) * 10 - 300).append('\n');
    }
    MetricsReport report =
        report(table("s.csv", text.toString()), options(List.of("40"), List.of()));
    LabelReport x = report.labels().get("x");
    assertThat(x.thresholdColumn()).isEqualTo("x.score");
    assertThat(x.evaluation().losses().brier().isDefined()).isFalse();
    assertThat(x.evaluation().points()).hasSize(1);
    assertThat(report.micro()).isNull();
    assertThat(report.notes()).anyMatch(note -> note.contains("no column patient_id"));
    assertThat(
            report(table("s.csv", text.toString()), options(List.of(), List.of()))
                .labels()
                .get("x")
                .evaluation()
                .points())
        .isEmpty();
  }

  @Test
  void aSoftmaxIsRecognisedByItsProbabilities() {
    MetricsReport report =
        report(table("m.csv", ScoreFiles.softmax(true)), options(List.of(), List.of()));
    assertThat(report.task()).isEqualTo(Task.MULTICLASS);
    assertThat(report.topOne().confusion().rows()).isEqualTo(150);
    assertThat(report.topOne().accuracy().value()).isBetween(0.5, 0.9);

    ScoreTable logits = table("l.csv", ScoreFiles.softmax(false));
    MetricsReport unclear = report(logits, options(List.of(), List.of()));
    assertThat(unclear.task()).isEqualTo(Task.MULTILABEL);
    assertThat(unclear.notes()).anyMatch(note -> note.contains("--task multiclass"));
    MetricsReport told =
        report(logits, new MetricsOptions(Task.MULTICLASS, List.of(), List.of(), 200, 3));
    for (String label : List.of("a", "b", "c")) {
      assertThat(area(told, label)).isCloseTo(area(report, label), within(1e-9));
      assertThat(area(unclear, label)).isNotCloseTo(area(report, label), within(1e-3));
    }
    assertThat(told.topOne().confusion().counts())
        .isDeepEqualTo(report.topOne().confusion().counts());
  }

  private static double area(MetricsReport report, String label) {
    return report.labels().get(label).evaluation().discrimination().auroc().value();
  }

  @Test
  void aTaskThatTheFileIsNotOfIsRefused() {
    ScoreTable sigmoids = table("p.csv", ScoreFiles.sigmoids(0));
    MetricsOptions multiclass = new MetricsOptions(Task.MULTICLASS, List.of(), List.of(), 200, 3);
    assertThatThrownBy(() -> report(sigmoids, multiclass))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("exactly one positive label");
    ScoreTable scores = table("s.csv", "a.target,a.score,b.target,b.score\n1,2,0,1\n0,1,1,2\n");
    assertThatThrownBy(() -> report(scores, multiclass))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("<label>.probability for every class");
  }

  @Test
  void aLabelOfOneClassIsUndefinedAndSaidToBe() {
    StringBuilder text =
        new StringBuilder("patient_id,x.target,x.probability,z.target,z.probability\n");
    for (int i = 0; i < 40; i++) {
      text.append(i).append(',').append(i % 2).append(",0.").append(10 + i).append(",0,0.5\n");
    }
    MetricsReport report = report(table("o.csv", text.toString()), options(List.of(), List.of()));
    assertThat(report.labels().get("z").evaluation().discrimination().isDefined()).isFalse();
    assertThat(report.macro().labels()).isEqualTo(1);
    assertThat(report.notes())
        .anyMatch(note -> note.startsWith("z: 0 positive and 40 negative rows"))
        .anyMatch(note -> note.contains("over the 1 of 2 labels"));
  }

  @Test
  void logitsThatOrderRowsUnlikeTheProbabilitiesAreSaidTo() {
    StringBuilder text = new StringBuilder("x.target,x.logit,x.probability\n");
    for (int i = 0; i < 40; i++) {
      text.append(i % 2).append(',').append(i).append(",0.").append(90 - i).append('\n');
    }
    assertThat(report(table("d.csv", text.toString()), options(List.of(), List.of())).notes())
        .anyMatch(note -> note.startsWith("x: its logits and its probabilities order"));
  }

  @Test
  void theSameSeedGivesTheSameReport() {
    ScoreTable table = table("p.csv", ScoreFiles.sigmoids(0));
    MetricsOptions options = options(List.of(), List.of());
    assertThat(MetricsJson.of(report(table, options)))
        .isEqualTo(MetricsJson.of(report(table, options)));
  }
}
