package org.truncus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;
import org.truncus.train.RunFolder;

/** Whole searches with real runs, however they end. */
class SearchRunTest {

  @TempDir private static Path folder;

  private static Path list;
  private static SearchRecord unbroken;

  @BeforeAll
  static void search() throws IOException {
    list = TinySearch.list(folder);
    unbroken =
        TinySearch.search(list, folder.resolve("unbroken"), SearchMetric.AUPRC, new StopSignal());
  }

  @Test
  void endsWithACutAndAComparison() throws IOException {
    assertThat(unbroken.completed()).isTrue();
    assertThat(unbroken.cuts()).extracting(SearchRecord.CutEntry::cut).contains("L2", "L4", "L8");
    assertThat(unbroken.cuts())
        .allSatisfy(cut -> assertThat(cut.millis()).isPositive())
        .allSatisfy(cut -> assertThat(cut.auprc().count()).isEqualTo(2));
    assertThat(unbroken.test().auroc().whole().value()).isBetween(0.0, 1.0);
    assertThat(unbroken.test().rows()).isPositive();
    Path out = folder.resolve("unbroken");
    assertThat(Files.readString(out.resolve("index.html")))
        .contains("How it was decided", "Test split", "Part stages")
        .doesNotContain("<script");
    assertThat(Files.readAllLines(out.resolve("cuts.csv"))).hasSize(1 + 2 * unbroken.cuts().size());
  }

  @Test
  void theTestSplitIsOpenedForTheChosenCutAndTheWholeNetworkAlone() throws IOException {
    assertThat(unbroken.openings()).hasSize(1);
    for (SearchRecord.CutEntry cut : unbroken.cuts()) {
      boolean opened = cut.cut().equals(unbroken.taken()) || cut.cut().equals("L8");
      for (String cell : cut.cells()) {
        RunFolder run = new RunFolder(folder.resolve("unbroken/cells").resolve(cell));
        assertThat(run.predictionsFile(Split.TEST).toFile().exists()).isEqualTo(opened);
        assertThat(run.record().metrics()).doesNotContainKey("test");
      }
    }
  }

  @Test
  void everyRepeatSeesTheSamePatients() {
    List<PredictionList> lists = new ArrayList<>();
    for (String cell : unbroken.cuts().get(unbroken.cuts().size() - 1).cells()) {
      RunFolder run = new RunFolder(folder.resolve("unbroken/cells").resolve(cell));
      lists.add(run.predictions(Split.TEST));
    }
    assertThat(lists).hasSize(2);
    assertThat(lists.get(0).rows())
        .extracting(row -> row.image())
        .isEqualTo(lists.get(1).rows().stream().map(row -> row.image()).toList());
  }

  @Test
  void aSecondCallOpensNothing() {
    SearchRecord again =
        TinySearch.search(list, folder.resolve("unbroken"), SearchMetric.AUPRC, new StopSignal());

    assertThat(again.openings()).isEqualTo(unbroken.openings());
    assertThat(again.taken()).isEqualTo(unbroken.taken());
  }

  @Test
  void anotherMetricInTheSameFolderIsASecondOpeningAndSaysSo() throws IOException {
    Path copy = copy(folder.resolve("unbroken"), folder.resolve("second"));
    SearchRecord second = TinySearch.search(list, copy, SearchMetric.AUROC, new StopSignal());

    assertThat(second.openings()).hasSize(2);
    assertThat(second.trail()).anyMatch(text -> text.contains("opened before"));
  }

  @Test
  void stoppedAndKilledItComesToTheSameEnd() throws IOException, InterruptedException {
    Path broken = folder.resolve("broken");
    StopSignal stop = new StopSignal();
    SearchRecord stopped =
        TinySearch.search(
            TinySearch.options(list, SearchMetric.AUPRC), broken, stopping(stop, 3), stop);
    assertThat(stopped.status()).isEqualTo("stopped");
    int before = completed(broken);

    kill(broken, before + 2);

    assertThat(new SearchFolder(broken).record().orElseThrow().status()).isNotEqualTo("completed");
    SearchRecord resumed = TinySearch.search(list, broken, SearchMetric.AUPRC, new StopSignal());
    assertThat(resumed.trail()).isEqualTo(unbroken.trail());
    assertThat(resumed.parts()).isEqualTo(unbroken.parts());
    assertThat(resumed.test()).isEqualTo(unbroken.test());
    assertThat(resumed.openings()).hasSize(1);
  }

  @Test
  void aShortlistWithoutWeightsIsRefused() {
    SearchOptions options = TinySearch.options(list, SearchMetric.AUPRC);

    assertThatThrownBy(
            () ->
                new SearchOptions(
                    options.config(),
                    options.metric(),
                    options.rule(),
                    options.seeds(),
                    options.halving(),
                    true,
                    1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--weights");
  }

  /** Asks for a stop when work on the n-th piece begins. */
  private static Progress stopping(StopSignal stop, int n) {
    Progress silent = Progress.silent();
    return new Progress() {
      private int begun;

      @Override
      public Task begin(String what, long total) {
        begun++;
        if (begun == n) {
          stop.ask();
        }
        return silent.begin(what, total);
      }

      @Override
      public void say(String line) {}
    };
  }

  /** Goes on in another process, which is killed as soon as so many runs are complete. */
  private static void kill(Path search, int runs) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                TinySearch.class.getName(),
                list.toString(),
                search.toString())
            .redirectErrorStream(true)
            .redirectOutput(search.resolveSibling("killed.txt").toFile())
            .start();
    try {
      while (process.isAlive() && completed(search) < runs) {
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).as("killed before its end").isNotZero();
  }

  /** Runs with at least one epoch behind them. */
  private static int completed(Path search) throws IOException {
    try (Stream<Path> cells = Files.list(search.resolve("cells"))) {
      return (int)
          cells
              .map(RunFolder::new)
              .filter(RunFolder::exists)
              .map(RunFolder::record)
              .filter(record -> record.epochs() > 0)
              .count();
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }
}
