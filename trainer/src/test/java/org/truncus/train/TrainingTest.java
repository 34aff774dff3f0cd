package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.image.FloatImage;
import org.truncus.image.ImageReader;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.progress.Progress;

class TrainingTest {

  @TempDir private Path root;

  @Test
  void learnsAnEasyTaskAndLeavesACompleteRunFolder() {
    Path list = SyntheticList.multilabel(root, 60);
    TrainConfig config = Runs.tiny(list).recipe(recipe -> recipe.epochs(12)).build();
    RunRecord record = Runs.run(config, root.resolve("run"));
    RunFolder folder = new RunFolder(root.resolve("run"));

    List<Double> losses = values(folder, "train", "loss");
    assertThat(losses).hasSize(12);
    assertThat(losses.get(11)).isLessThan(losses.get(0) / 2);
    assertThat(record.metrics().get("test").labels().get("blob").auroc()).isGreaterThan(0.9);
    assertThat(record.metrics().get("test").labels().get("bars").auroc()).isGreaterThan(0.9);
    assertThat(record.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(folder.record()).isEqualTo(record);
    assertThat(folder.bestWeights()).exists();
    assertThat(folder.predictions(Split.VAL).rows()).hasSize(24);
    assertThat(root.resolve("run/report/roc-test.svg")).exists();
    assertThat(root.resolve("run/report/index.html"))
        .content()
        .contains("Result on test")
        .contains("blob")
        .contains("Confusion at a probability of 0.5");
    assertThat(root.resolve("run/events")).isDirectoryContaining("glob:**events.out.tfevents*");
  }

  @Test
  void writesTheRecordOfTheContract() {
    Path list = SyntheticList.multilabel(root, 30);
    RunRecord record =
        Runs.run(
            Runs.tiny(list).recipe(recipe -> recipe.epochs(1).loss(Loss.BALANCED)).build(),
            root.resolve("run"));
    assertThat(record.config().network().cut()).isEqualTo("L3");
    assertThat(record.config().data().labels()).containsExactly("blob", "bars");
    assertThat(record.config().input().channels()).isEqualTo(Channels.GREY);
    assertThat(record.preprocessing().channels()).isEqualTo(1);
    RunRecord.SplitData train = record.data().splits().get("train");
    assertThat(train.rows()).isEqualTo(36);
    assertThat(train.patients()).isEqualTo(18);
    RunRecord.LabelData bars = train.labels().get("bars");
    assertThat(bars.positives() + bars.negatives() + bars.masked()).isEqualTo(36);
    assertThat(bars.masked()).isPositive();
    assertThat(record.lossWeights().get(1)).isEqualTo((double) bars.negatives() / bars.positives());
    assertThat(record.best().epoch()).isEqualTo(1);
    assertThat(record.parameters().total()).isGreaterThan(record.parameters().trainable());
    assertThat(record.weights()).isNull();
  }

  @Test
  void theSameSeedGivesTheSameWeightsAndAnotherDoesNot() throws IOException {
    Path list = SyntheticList.multilabel(root, 20);
    TrainConfig config =
        Runs.tiny(list).recipe(recipe -> recipe.epochs(2).augment(Augment.MEDICAL)).build();
    Runs.run(config, root.resolve("a"));
    Runs.run(config.toBuilder().compute(compute -> compute.workers(1)).build(), root.resolve("b"));
    Runs.run(config.toBuilder().seed(8).build(), root.resolve("c"));
    byte[] weights = weights("a");
    assertThat(weights("b")).isEqualTo(weights);
    assertThat(weights("c")).isNotEqualTo(weights);
  }

  @Test
  void learnsInBfloat16AndSaysSo() {
    Path list = SyntheticList.multilabel(root, 60);
    RunRecord record =
        Runs.run(
            Runs.tiny(list)
                .recipe(recipe -> recipe.epochs(8))
                .compute(compute -> compute.precision(Precision.BF16))
                .build(),
            root.resolve("run"));
    assertThat(record.metrics().get("test").macro().auroc()).isGreaterThan(0.85);
    assertThat(record.device()).endsWith("bf16");
    assertThat(record.config().compute().precision()).isEqualTo(Precision.BF16);
  }

  @Test
  void learnsFromTheMiddleOfImagesVariedAsInThePaper() {
    Path list = SyntheticList.multilabel(root, 60);
    TrainConfig config =
        Runs.tiny(list)
            .input(input -> input.imageSize(32).cropFraction(0.875))
            .recipe(recipe -> recipe.epochs(12).augment(Augment.PAPER))
            .build();
    RunRecord record = Runs.run(config, root.resolve("run"));
    assertThat(record.metrics().get("test").macro().auroc()).isGreaterThan(0.8);
    assertThat(record.config().recipe().flip()).isTrue();
    assertThat(record.preprocessing().cropFraction()).isEqualTo(0.875);
    assertThat(record.preprocessing().fittedSize()).isEqualTo(37);
    try (NetworkPredictor predictor =
        new NetworkPredictor(new RunFolder(root.resolve("run")), config.compute().execution())) {
      PredictionList test = new RunFolder(root.resolve("run")).predictions(Split.TEST);
      FloatImage image =
          new ImageReader(config.input().pixels())
              .read(root.resolve(test.rows().get(0).image()))
              .image();
      float[] again = predictor.logits(List.of(image)).get(0);
      assertThat(again[0]).isCloseTo(test.rows().get(0).logits()[0], within(1e-4f));
    }
  }

  @Test
  void learnsClasses() {
    Path list = SyntheticList.multiclass(root, 120);
    TrainConfig config =
        Runs.tiny(list).recipe(recipe -> recipe.epochs(12).loss(Loss.BALANCED)).build();
    RunRecord record = Runs.run(config, root.resolve("run"));
    assertThat(record.data().labels()).containsExactly("bars", "blob", "plain");
    assertThat(record.metrics().get("test").macro().auroc()).isGreaterThan(0.9);
    RunFolder folder = new RunFolder(root.resolve("run"));
    assertThat(folder.predictions(Split.TEST).rows())
        .allSatisfy(
            row -> {
              float sum = 0;
              for (float probability : row.probabilities()) {
                sum += probability;
              }
              assertThat(sum).isCloseTo(1, within(1e-5f));
            });
  }

  @Test
  void evaluationGivesThePredictionsOfTheRunAgain() {
    Path list = SyntheticList.multilabel(root, 20);
    RunRecord record =
        Runs.run(Runs.tiny(list).recipe(recipe -> recipe.epochs(2)).build(), root.resolve("run"));
    RunFolder folder = new RunFolder(root.resolve("run"));
    Evaluation evaluation =
        Evaluation.of(folder, Split.TEST, record.config().compute().execution(), Progress.silent());
    assertThat(evaluation.metrics()).isEqualTo(record.metrics().get("test"));
    Path again = root.resolve("again.csv");
    evaluation.predictions().write(again);
    assertThat(again).hasSameTextualContentAs(folder.predictionsFile(Split.TEST));
  }

  private byte[] weights(String run) throws IOException {
    return Files.readAllBytes(
        new RunFolder(root.resolve(run)).lastCheckpoint().resolve("weights.safetensors"));
  }

  private static List<Double> values(RunFolder folder, String split, String name) {
    Stream<HistoryEntry> entries = folder.history().stream();
    return entries
        .filter(entry -> entry.split().equals(split) && entry.name().equals(name))
        .map(HistoryEntry::value)
        .toList();
  }
}
