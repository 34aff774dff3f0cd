package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.Split;

class BalancedSamplingTest {

  /** 90 of group 0, 9 of group 1, 1 of group 2, 3 of none. */
  private static final int[] GROUPS =
      IntStream.range(0, 103).map(i -> i < 90 ? 0 : i < 99 ? 1 : i < 100 ? 2 : -1).toArray();

  private static final int[] ROWS = IntStream.range(1000, 1103).toArray();

  @TempDir private Path folder;

  @Test
  void everyGroupIsDrawnEquallyOften() {
    for (int epoch = 1; epoch <= 30; epoch++) {
      int[] drawn = BalancedSampling.draw(ROWS, GROUPS, 7, epoch);
      assertThat(drawn).hasSize(ROWS.length);
      int[] counts = new int[3];
      for (int row : drawn) {
        counts[GROUPS[row - 1000]]++;
      }
      assertThat(counts).as("epoch %d", epoch).containsOnly(34, 35);
    }
  }

  @Test
  void aSmallGroupIsRepeatedEvenlyAndALargeOneNot() {
    Map<Integer, Integer> times = new TreeMap<>();
    for (int row : BalancedSampling.draw(ROWS, GROUPS, 7, 3)) {
      times.merge(row, 1, Integer::sum);
    }
    for (int i = 0; i < 90; i++) {
      assertThat(times.getOrDefault(1000 + i, 0)).isBetween(0, 1);
    }
    for (int i = 90; i < 99; i++) {
      assertThat(times.get(1000 + i)).isBetween(3, 4);
    }
    assertThat(times.get(1099)).isBetween(34, 35);
  }

  @Test
  void overTheEpochsEveryRowHasItsTurn() {
    long seen =
        IntStream.rangeClosed(1, 30)
            .flatMap(epoch -> Arrays.stream(BalancedSampling.draw(ROWS, GROUPS, 1, epoch)))
            .distinct()
            .count();
    assertThat(seen).isEqualTo(100);
  }

  @Test
  void theDrawIsAFunctionOfSeedAndEpoch() {
    int[] drawn = BalancedSampling.draw(ROWS, GROUPS, 1, 1);
    assertThat(BalancedSampling.draw(ROWS, GROUPS, 1, 1)).isEqualTo(drawn);
    assertThat(BalancedSampling.draw(ROWS, GROUPS, 1, 2)).isNotEqualTo(drawn);
    assertThat(BalancedSampling.draw(ROWS, GROUPS, 2, 1)).isNotEqualTo(drawn);
  }

  @Test
  void labelsAreGroupedByTheRarestPositiveOne() {
    TrainingData data = TrainingData.read(Runs.tiny(SyntheticList.multilabel(folder, 30)).build());
    int[] rows = data.indices(Split.TRAIN);
    int[] groups = data.groups(rows);
    long blobs = positives(data, rows, 0);
    long bars = positives(data, rows, 1);
    assertThat(blobs).isNotEqualTo(bars);
    int rarer = blobs < bars ? 0 : 1;
    for (int i = 0; i < rows.length; i++) {
      float[] targets = data.list().rows().get(rows[i]).targets();
      boolean rare = targets[rarer] == 1;
      int expected = rare ? rarer : targets[1 - rarer] == 1 ? 1 - rarer : 2;
      assertThat(groups[i]).as(Arrays.toString(targets)).isEqualTo(expected);
    }
  }

  @Test
  void classesAreTheirOwnGroups() {
    TrainingData data = TrainingData.read(Runs.tiny(SyntheticList.multiclass(folder, 40)).build());
    int[] rows = data.indices(Split.TRAIN);
    int[] groups = data.groups(rows);
    for (int i = 0; i < rows.length; i++) {
      assertThat(data.list().rows().get(rows[i]).targets()[groups[i]]).isEqualTo(1);
    }
  }

  private static long positives(TrainingData data, int[] rows, int label) {
    return Arrays.stream(rows)
        .filter(row -> data.list().rows().get(row).targets()[label] == 1)
        .count();
  }
}
