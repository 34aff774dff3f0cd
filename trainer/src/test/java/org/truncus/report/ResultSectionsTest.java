package org.truncus.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.list.Task;
import org.truncus.metric.PatientBootstrap;

class ResultSectionsTest {

  private static SplitResult measured(Split split, Task task, PredictionList predictions) {
    return SplitResult.of(split, task, predictions, new PatientBootstrap(20, 1));
  }

  private static Report report(SplitResult result, Thresholds thresholds) {
    Report report = new Report("t");
    new ResultSections(result, thresholds).write(report);
    return report;
  }

  @Test
  void manyRowsMakeNoLargePage() {
    PredictionList predictions = Made.random(8_000, 5, 3);
    SplitResult result = measured(Split.TEST, Task.MULTILABEL, predictions);
    String html = report(result, Thresholds.chosenOn(predictions)).page().html();
    assertThat(html.length()).isLessThan(400_000);
    HtmlCheck.check(html);
  }

  @Test
  void everyLabelHasItsOwnPairOfPlotsAsFilesToo(@TempDir Path folder) throws IOException {
    PredictionList predictions = Made.random(60, 5, 4);
    SplitResult result = measured(Split.VAL, Task.MULTILABEL, predictions);
    report(result, Thresholds.chosenOn(predictions)).write(folder.resolve("val.html"));
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(1 + 2 * 6)
          .contains("val.html", "roc-val.svg", "pr-val.svg", "roc-val-1-label_0.svg")
          .contains("pr-val-5-label_4.svg");
    }
    assertThat(Files.readString(folder.resolve("val.html")))
        .contains("chosen on these very rows, so their rates are optimistic here")
        .contains("one label each, 5 labels");
  }

  @Test
  void thresholdsFromValidationAreAppliedToTestUnchanged() {
    float[] targets = {0, 0, 1, 1, 0, 1};
    PredictionList validation =
        Made.finding(targets, new float[] {0.1f, 0.2f, 0.4f, 0.6f, 0.3f, 0.8f});
    PredictionList test = Made.finding(targets, new float[] {0.32f, 0.4f, 0.5f, 0.2f, 0.1f, 0.9f});
    Thresholds thresholds = Thresholds.chosenOn(validation);
    assertThat(thresholds.balanced().get(0)).isCloseTo(0.35, within());
    String html = report(measured(Split.TEST, Task.MULTILABEL, test), thresholds).page().html();
    assertThat(html)
        .contains("chosen on the validation split only and applied here unchanged")
        .contains(
            "<td>Youden&#39;s, chosen on val</td><td class=\"n\">0.350</td><td class=\"n\">2</td>"
                + "<td class=\"n\">1</td><td class=\"n\">2</td><td class=\"n\">1</td>");
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.api.Assertions.within(1e-6);
  }

  @Test
  void withoutValidationOnlyOneHalfIsShown() {
    PredictionList predictions = Made.random(40, 1, 8);
    String html =
        report(measured(Split.TRAIN, Task.MULTILABEL, predictions), Thresholds.fixedOnly(1))
            .page()
            .html();
    assertThat(html).contains("so only 0.5 is shown").doesNotContain("Youden");
  }

  @Test
  void deLongStandsOnlyWhereImagesAreIndependent() {
    PredictionList alone =
        Made.finding(new float[] {0, 1, 0, 1, 0, 1}, new float[] {.1f, .4f, .5f, .6f, .2f, .8f});
    String independent =
        report(measured(Split.TEST, Task.MULTILABEL, alone), Thresholds.fixedOnly(1)).page().html();
    assertThat(independent).contains("AUROC, DeLong</th>").contains("is of another patient.");
    String clustered =
        report(
                measured(Split.TEST, Task.MULTILABEL, Made.random(60, 1, 2)),
                Thresholds.fixedOnly(1))
            .page()
            .html();
    assertThat(clustered)
        .doesNotContain("AUROC, DeLong</th>")
        .contains("it takes images as independent");
  }

  @Test
  void classesAreCountedByTrueAndByMostLikelyClass() {
    float[][] probabilities = {
      {0.5f, 0.3f, 0.2f},
      {0.4f, 0.35f, 0.25f},
      {0.2f, 0.3f, 0.5f},
      {0.1f, 0.8f, 0.1f},
      {0.6f, 0.3f, 0.1f},
      {0.1f, 0.2f, 0.7f}
    };
    PredictionList list = Made.classes(new int[] {0, 1, 0, 1, 2, 2}, probabilities);
    String html =
        report(measured(Split.TEST, Task.MULTICLASS, list), Thresholds.chosenOn(list))
            .page()
            .html();
    assertThat(html)
        .contains("right for 3 of 6 images; accuracy 0.500")
        .contains("1<small>50 %</small></td>")
        .contains("0<small>0 %</small></td>");
    HtmlCheck.check(html);
  }

  @Test
  void warningsNameTheLabelsTheyAreAbout() {
    float[] targets = new float[60];
    float[] scores = new float[60];
    for (int i = 0; i < 60; i++) {
      targets[i] = i < 8 ? 1 : i < 40 ? 0 : Float.NaN;
      scores[i] = 0.01f + (i * 37 % 60) / 61f;
    }
    List<String> warnings =
        ResultWarnings.of(measured(Split.TEST, Task.MULTILABEL, Made.finding(targets, scores)));
    assertThat(warnings)
        .anySatisfy(w -> assertThat(w).contains("Fewer than 10 positive").contains("finding (8)"))
        .anySatisfy(w -> assertThat(w).contains("Not known").contains("finding (33 %)"))
        .anySatisfy(w -> assertThat(w).contains("wider than 0.2"));
    PredictionList one = Made.finding(new float[] {0, 0, 0}, new float[] {.1f, .2f, .3f});
    assertThat(ResultWarnings.of(measured(Split.TEST, Task.MULTILABEL, one)))
        .singleElement()
        .asString()
        .contains("all of one kind")
        .contains("finding (0 of 3 positive)");
    assertThat(ResultWarnings.of(measured(Split.TEST, Task.MULTILABEL, Made.random(2000, 2, 9))))
        .isEmpty();
  }
}
