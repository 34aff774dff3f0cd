package org.truncus.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;
import org.truncus.list.ScoreTable;
import org.truncus.metric.Interval;
import org.truncus.progress.Progress;

class MetricsFolderTest {

  @TempDir Path folder;

  private MetricsReport report() {
    ScoreTable one = ScoreFiles.table(folder.resolve("one.csv"), ScoreFiles.sigmoids(0));
    ScoreTable two = ScoreFiles.table(folder.resolve("two.csv"), ScoreFiles.sigmoids(1));
    MetricsOptions options =
        new MetricsOptions(
            null, List.of(new LabelValue("", 0.4)), List.of(new LabelValue("x", 0.02)), 100, 1);
    return ScoreEvaluation.of(one, two, options, Progress.silent());
  }

  @Test
  void theFilesSayTheSame() throws IOException {
    MetricsReport report = report();
    Path out = folder.resolve("out");
    new MetricsFolder(out).write(report);
    JsonNode json = Json.read(out.resolve("metrics.json"), JsonNode.class);
    JsonNode x = json.path("labels").path("x");
    double auroc = report.labels().get("x").evaluation().discrimination().auroc().value();
    assertThat(x.path("auroc").path("value").asDouble()).isEqualTo(auroc);
    assertThat(x.path("thresholds").path(0).path("ppvAtPrevalence").path("ci95")).hasSize(2);
    assertThat(json.path("labels").path("y").path("thresholds").path(0).has("ppvAtPrevalence"))
        .isFalse();
    assertThat(json.path("task").asText()).isEqualTo("multilabel");
    assertThat(json.path("topOne").isNull()).isTrue();
    assertThat(json.path("comparison").path("labels").path("y").path("aurocDifference"))
        .isNotEmpty();
    List<String> csv = Files.readAllLines(out.resolve("metrics.csv"));
    assertThat(csv.get(0))
        .isEqualTo("label,metric,threshold,value,low,high,interval,rows,positives");
    assertThat(csv.get(1))
        .startsWith("x,auroc,," + auroc + ",")
        .contains(",patient bootstrap,196,");
    assertThat(csv).anyMatch(line -> line.startsWith("(macro),averagePrecision,,"));
    assertThat(csv).anyMatch(line -> line.startsWith("y,sensitivity,0.4,"));
    assertThat(Files.readAllLines(out.resolve("comparison.csv")))
        .hasSize(1 + 2 * 4 + 3)
        .anyMatch(line -> line.startsWith("x,auroc,") && line.endsWith(",DeLong"));
    assertThat(out.resolve("plots").toFile().list())
        .contains("roc-1-x.svg", "pr-2-y.svg", "scores-1-x.svg", "compared-roc-2-y.svg");
    String page = Files.readString(out.resolve("index.html"));
    assertThat(page)
        .contains(Words.three(auroc), "Average precision", "Trapezoid AUPRC", "seed 1")
        .contains("inside the noise")
        .doesNotContain("NaN")
        .doesNotContain("<script");
  }

  @Test
  void whatIsUndefinedIsNullOrBlank() {
    String text =
        """
        x.target,x.probability,z.target,z.probability
        1,0.9,0,0.1
        0,0.2,0,0.3
        0,0.3,0,0.2
        """;
    ScoreTable table = ScoreFiles.table(folder.resolve("few.csv"), text);
    MetricsReport report =
        ScoreEvaluation.of(
            table, null, new MetricsOptions(null, List.of(), List.of(), 50, 1), Progress.silent());
    JsonNode json = Json.mapper().valueToTree(MetricsFolder.document(report));
    assertThat(json.path("labels").path("z").path("auroc").isNull()).isTrue();
    assertThat(json.path("labels").path("z").path("noSkill").asDouble()).isZero();
    JsonNode x = json.path("labels").path("x");
    assertThat(x.path("auroc").path("value").asDouble()).isEqualTo(1);
    assertThat(x.path("auroc").path("ci95").isNull()).isTrue();
    assertThat(x.path("aurocDeLong").isNull()).isTrue();
    assertThat(MetricsCsv.of(report))
        .contains(List.of("z", "auroc", "", "", "", "", "", "3", "0"))
        .contains(List.of("x", "auroc", "", "1.0", "", "", "", "3", "1"));
    assertThat(MetricsPage.of(report, MetricsPlots.of(report)).html()).contains("undefined");
  }

  @Test
  void numbersInWords() {
    assertThat(Words.of(0.5, new Interval(0.25, 0.75))).isEqualTo("0.500 [0.250, 0.750]");
    assertThat(Words.of(0.5, Interval.undefined())).isEqualTo("0.500");
    assertThat(Words.of(Double.NaN, Interval.undefined())).isEqualTo("undefined");
    assertThat(Words.difference(0.0123, new Interval(-0.001, 0.03)))
        .isEqualTo("+0.012 [-0.001, +0.030]");
    assertThat(Words.p(0.0004)).isEqualTo("< 0.001");
    assertThat(Words.p(0.0271)).isEqualTo("0.027");
    assertThat(Words.plain(0.5)).isEqualTo("0.5");
    assertThat(Words.plain(40)).isEqualTo("40");
    assertThat(Words.plain(-100_000)).isEqualTo("-100000");
    assertThat(Words.plain(0)).isEqualTo("0");
    assertThat(Words.plain(1e-5)).isEqualTo("0.00001");
    assertThat(Words.plain(0.0123456789)).isEqualTo("0.0123457");
  }
}
