package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchOrderTest {

  @ParameterizedTest
  @CsvSource({"2,2", "5,2", "9,4", "8,4", "33,32", "1,2", "100,7"})
  void everySampleStandsOnceInAnEpochAndNoBatchHasOneOfMany(int samples, int batch) {
    int[] rows = IntStream.range(100, 100 + samples).toArray();
    List<int[]> batches = BatchOrder.shuffled(rows, batch, 1, 1);
    assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray()).isEqualTo(rows);
    if (samples > 1) {
      assertThat(batches).allSatisfy(part -> assertThat(part.length).isBetween(2, batch + 1));
    }
  }

  @Test
  void theOrderIsAFunctionOfSeedAndEpoch() {
    int[] rows = IntStream.range(0, 50).toArray();
    List<int[]> order = BatchOrder.shuffled(rows, 8, 3, 2);
    assertThat(BatchOrder.shuffled(rows, 8, 3, 2)).containsExactlyElementsOf(order);
    assertThat(BatchOrder.shuffled(rows, 8, 3, 3).get(0)).isNotEqualTo(order.get(0));
    assertThat(BatchOrder.shuffled(rows, 8, 4, 2).get(0)).isNotEqualTo(order.get(0));
  }

  @Test
  void anEvaluationKeepsTheOrderOfTheRows() {
    assertThat(BatchOrder.inOrder(new int[] {7, 3, 5, 1, 9}, 2))
        .containsExactly(new int[] {7, 3}, new int[] {5, 1}, new int[] {9});
  }
}
