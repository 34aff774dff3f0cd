package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.ListRow;
import org.truncus.list.Split;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;

/** Runs on a share of the patients. */
class FractionTest {

  @TempDir private Path root;

  private Path list;

  @BeforeEach
  void list() {
    list = SyntheticList.multilabel(root, 60);
  }

  @Test
  void trainAndValShrinkAndTestStaysWhole() {
    TrainingData all = data(1);
    TrainingData half = data(0.5);
    TrainingData quarter = data(0.25);
    assertThat(half.indices(Split.TRAIN)).hasSize(all.indices(Split.TRAIN).length / 2);
    assertThat(half.indices(Split.VAL)).hasSize(all.indices(Split.VAL).length / 2);
    assertThat(images(quarter, Split.TEST)).isEqualTo(images(all, Split.TEST));
    assertThat(images(half, Split.TRAIN)).containsAll(images(quarter, Split.TRAIN));
    assertThat(images(half, Split.VAL)).containsAll(images(quarter, Split.VAL));
  }

  @Test
  void theRunSaysWhatIsLeftAndEvaluatesTheSameRows() {
    TrainConfig config =
        Runs.tiny(list).data(data -> data.fraction(0.5)).recipe(recipe -> recipe.epochs(1)).build();
    List<String> said = new ArrayList<>();
    RunRecord record = Runs.run(config, root.resolve("run"), new StopSignal(), new Saying(said));
    RunRecord.SplitData train = record.data().splits().get("train");
    RunRecord.LabelData blob = train.labels().get("blob");
    assertThat(record.config().data().fraction()).isEqualTo(0.5);
    assertThat(train.rows()).isEqualTo(36);
    assertThat(said)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("train: 36 rows of 18 patients; blob ")
                    .contains(blob.positives() + " positive, " + blob.negatives() + " negative"));
    RunFolder folder = new RunFolder(root.resolve("run"));
    assertThat(folder.predictions(Split.VAL).rows()).hasSize(12);
    Evaluation again =
        Evaluation.of(folder, Split.VAL, config.compute().execution(), Progress.silent());
    assertThat(again.metrics()).isEqualTo(record.metrics().get("val"));
  }

  @Test
  void tooSmallAShareIsRefusedWithTheCounts() {
    TrainConfig config = Runs.tiny(list).data(data -> data.fraction(0.05)).build();
    assertThatThrownBy(() -> Runs.run(config, root.resolve("run")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("0.05 of the patients", "split val:", " of ", "--fraction");
    assertThatThrownBy(() -> Runs.tiny(list).data(data -> data.fraction(0)).build())
        .isInstanceOf(UsageException.class)
        .hasMessage("--fraction: found 0.0, expected more than 0 and at most 1");
  }

  private TrainingData data(double fraction) {
    return TrainingData.read(Runs.tiny(list).data(data -> data.fraction(fraction)).build());
  }

  private static Set<String> images(TrainingData data, Split split) {
    return data.list().rows(split).stream().map(ListRow::image).collect(Collectors.toSet());
  }

  private record Saying(List<String> said) implements Progress {

    @Override
    public Task begin(String what, long total) {
      return Progress.silent().begin(what, total);
    }

    @Override
    public void say(String line) {
      said.add(line);
    }
  }
}
