package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.Split;
import org.truncus.progress.Progress;
import org.truncus.report.HtmlCheck;

class RunReportTest {

  private static final List<String> SECTIONS =
      List.of(
          "Warnings",
          "Course",
          "Result on test",
          "Result on val",
          "Images of test",
          "Augmentation",
          "Data",
          "Initial weights",
          "Settings");

  @TempDir private Path root;

  private String page(TrainConfig config) throws IOException {
    Runs.run(config, root.resolve("run"));
    return Files.readString(root.resolve("run/report/index.html"));
  }

  private static TrainConfig oneEpoch(TrainConfigBuilder builder) {
    return builder.recipe(recipe -> recipe.epochs(1)).build();
  }

  private void stands(String html) {
    HtmlCheck.check(html);
    assertThat(html.length()).isLessThan(3_000_000);
    assertThat(html).doesNotContain(root.toString());
    assertThat(html).contains("data:image/jpeg;base64,").contains("list.csv");
  }

  @Test
  void ofOneFinding() throws IOException {
    Path list = SyntheticList.multilabel(root, 20);
    String html = page(oneEpoch(Runs.tiny(list).data(data -> data.labels(List.of("blob")))));
    stands(html);
    assertThat(HtmlCheck.sections(html)).isEqualTo(SECTIONS);
    assertThat(html)
        .contains("one finding")
        .contains("Youden&#39;s, chosen on val")
        .contains("The last epoch is the best one")
        .contains("Random: the network was trained from scratch, from seed 7.")
        .contains("recipe");
    assertThat(root.resolve("run/report/course-loss.svg")).exists();
    assertThat(root.resolve("run/report/roc-test.svg")).exists();
  }

  @Test
  void ofSeveralFindings() throws IOException {
    String html = page(oneEpoch(Runs.tiny(SyntheticList.multilabel(root, 20))));
    stands(html);
    assertThat(HtmlCheck.sections(html)).isEqualTo(SECTIONS);
    assertThat(html).contains("2 findings, each for itself").contains("train ?");
    assertThat(root.resolve("run/report/pr-test-2-bars.svg")).exists();
  }

  @Test
  void ofClassesFromTheWeightsOfAnotherRun() throws IOException {
    Path list = SyntheticList.multiclass(root, 100);
    Runs.run(oneEpoch(Runs.tiny(list)), root.resolve("first"));
    TrainConfig second =
        oneEpoch(
            Runs.tiny(list)
                .network(
                    network -> network.strategy(new Truncated()).weights(root.resolve("first"))));
    String html = page(second);
    stands(html);
    assertThat(HtmlCheck.sections(html)).isEqualTo(SECTIONS);
    assertThat(html)
        .contains("3 classes, one of which an image has")
        .contains("Confusion of classes")
        .contains("Each class is decided against the rest")
        .contains("Begun at random</th><td>2 tensors: probs.kernel, probs.bias")
        .contains("data:image/png;base64,");
  }

  @Test
  void anEvaluatedSplitHasAPageOfItsOwn() throws IOException {
    RunRecord record =
        Runs.run(oneEpoch(Runs.tiny(SyntheticList.multilabel(root, 20))), root.resolve("run"));
    RunFolder folder = new RunFolder(root.resolve("run"));
    String before = Files.readString(folder.reportFile());
    Evaluation evaluation =
        Evaluation.reported(
            folder, Split.TRAIN, record.config().compute().execution(), Progress.silent());
    assertThat(evaluation.predictions().rows()).hasSize(24);
    String html = Files.readString(folder.reportFile(Split.TRAIN));
    stands(html);
    assertThat(HtmlCheck.sections(html))
        .containsExactly(
            "Warnings",
            "Result on train",
            "Images of train",
            "Data",
            "Initial weights",
            "Settings");
    assertThat(html)
        .contains("The weights were fitted on these very images.")
        .contains("chosen on the validation split only");
    assertThat(folder.reportFile()).content().isEqualTo(before);
  }
}
