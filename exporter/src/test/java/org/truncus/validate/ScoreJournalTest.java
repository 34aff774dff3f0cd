package org.truncus.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreJournalTest {

  private static final Map<String, Object> WORK = Map.of("model", "a", "rows", 3);

  @TempDir Path folder;

  @Test
  void goesOnAfterTheLastWholeLine() throws Exception {
    Path file = write(3);
    byte[] whole = Files.readAllBytes(file);
    int header = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    int[] found = new int[4];
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      try (ScoreJournal journal = ScoreJournal.open(file, WORK)) {
        int rows = journal.rows().size();
        found[rows]++;
        assertThat(rows).as("cut at %d", cut).isLessThanOrEqualTo(cut < header ? 0 : 3);
        for (int i = rows; i < 3; i++) {
          journal.add(row(i));
        }
      }
      assertThat(Files.readAllBytes(file)).as("cut at %d", cut).isEqualTo(whole);
    }
    assertThat(found[3]).isEqualTo(1);
    assertThat(found).doesNotContain(0);
  }

  @Test
  void scoresComeBackToTheBit() {
    Path file = write(1);
    try (ScoreJournal journal = ScoreJournal.open(file, WORK)) {
      ScoredRow read = journal.rows().get(0);
      assertThat(read.logits()).isEqualTo(row(0).logits());
      assertThat(read.probabilities()).isEqualTo(row(0).probabilities());
      assertThat(read.input()).isEqualTo(row(0).input());
      assertThat(journal.elapsed()).isEqualTo(0.5);
    }
  }

  @Test
  void otherWorkBeginsAnew() {
    Path file = write(3);
    try (ScoreJournal journal = ScoreJournal.open(file, Map.of("model", "b", "rows", 3))) {
      assertThat(journal.rows()).isEmpty();
    }
    try (ScoreJournal journal = ScoreJournal.open(file, WORK)) {
      assertThat(journal.rows()).isEmpty();
    }
  }

  private Path write(int rows) {
    Path file = folder.resolve("scores.partial");
    try (ScoreJournal journal = ScoreJournal.open(file, WORK)) {
      for (int i = 0; i < rows; i++) {
        journal.add(row(i));
      }
    }
    return file;
  }

  private static ScoredRow row(int number) {
    if (number == 1) {
      return new ScoredRow(
          number, null, null, Double.NaN, null, "invalid", "line\nbroken \"ü\"", 1.5);
    }
    return new ScoredRow(
        number,
        new float[] {1.1f, -3e-8f},
        new float[] {0.1f, Math.nextUp(0.25f)},
        0.0123,
        new InputStatistics(0.4, 0.2, 0.01, 0.5, 0.99, 10, 20, "MONOCHROME1", "DX"),
        null,
        null,
        number + 0.5);
  }
}
