package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.metric.MacroMetrics;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;

/** Which epoch is kept, and when training ends. */
class SelectionTest {

  @TempDir private Path root;

  @Test
  void aLossIsBetterBelowAMetricAboveAndNothingUndefinedIs() {
    MacroMetrics macro = new MacroMetrics(0.7, 0.4, 2);
    assertThat(Selection.LOSS.of(0.3, macro)).isEqualTo(0.3);
    assertThat(Selection.AUROC.of(0.3, macro)).isEqualTo(0.7);
    assertThat(Selection.AUPRC.of(0.3, macro)).isEqualTo(0.4);
    assertThat(Selection.LOSS.better(0.2, 0.3)).isTrue();
    assertThat(Selection.AUPRC.better(0.2, 0.3)).isFalse();
    assertThat(Selection.AUPRC.better(0.3, 0.3)).isFalse();
    assertThat(Selection.AUROC.better(Double.NaN, 0.3)).isFalse();
  }

  @Test
  void theEpochWithTheBestAuprcIsKeptAndTrainingEndsWhenNoBetterOneComes() {
    TrainConfig config =
        Runs.tiny(SyntheticList.multilabel(root, 20))
            .recipe(recipe -> recipe.epochs(60).select(Selection.AUPRC).earlyStop(3))
            .build();
    List<String> said = new ArrayList<>();
    RunRecord record = Runs.run(config, root.resolve("run"), new StopSignal(), new Saying(said));
    List<HistoryEntry> course =
        new RunFolder(root.resolve("run"))
            .history().stream()
                .filter(entry -> entry.split().equals("val") && entry.name().equals("auprc"))
                .toList();
    HistoryEntry best =
        course.stream().max(Comparator.comparingDouble(HistoryEntry::value)).orElseThrow();
    assertThat(record.best().metric()).isEqualTo("auprc");
    assertThat(record.best().value()).isEqualTo(best.value());
    int first =
        course.stream()
            .filter(entry -> entry.value() == best.value())
            .mapToInt(HistoryEntry::epoch)
            .min()
            .orElseThrow();
    assertThat(record.best().epoch()).isEqualTo(first);
    assertThat(record.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(record.epochs()).isLessThan(60).isEqualTo(first + 3);
    assertThat(said).contains("training ends: no better auprc on val for 3 epochs");
    assertThat(record.metrics().get("val").macro().auprc()).isEqualTo(best.value());
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
