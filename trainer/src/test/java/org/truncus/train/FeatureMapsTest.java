package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Which pixels of a map become a row. */
class FeatureMapsTest {

  @Test
  void aGridOfTheSameSizeTakesPixelsAsTheyAre() {
    FeatureMaps maps = new FeatureMaps(3, 2, 2, 1, new float[] {1, 2, 3, 4, 5, 6, 7, 8});
    float[] rows = new float[3];

    int done = maps.sample(new Positions(2, 2, new int[] {13, 16, 19}), 0, rows);

    assertThat(done).isEqualTo(3);
    assertThat(rows).containsExactly(2, 5, 8);
  }

  @Test
  void aCoarserGridTakesMeans() {
    float[] map = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    float[] rows = new float[4];

    new FeatureMaps(0, 3, 3, 1, map).sample(new Positions(2, 2, new int[] {0, 1, 2, 3}), 0, rows);

    assertThat(rows).containsExactly(3, 4, 6, 7);
  }

  @Test
  void positionsOfLaterImagesWaitForTheirBatch() {
    Positions positions = new Positions(1, 1, new int[] {0, 2});
    float[] rows = new float[2];

    int first = new FeatureMaps(0, 1, 1, 1, new float[] {10, 11}).sample(positions, 0, rows);
    int second = new FeatureMaps(2, 1, 1, 1, new float[] {12}).sample(positions, first, rows);

    assertThat(first).isEqualTo(1);
    assertThat(second).isEqualTo(2);
    assertThat(rows).containsExactly(10, 12);
  }

  @Test
  void aSampleIsSortedWithoutRepetitionAndDependsOnTheSeed() {
    Positions some = Positions.sample(20, 3, 4, 50, 1);

    assertThat(some.chosen()).hasSize(50).isSorted().doesNotHaveDuplicates();
    assertThat(some.chosen()).isEqualTo(Positions.sample(20, 3, 4, 50, 1).chosen());
    assertThat(some.chosen()).isNotEqualTo(Positions.sample(20, 3, 4, 50, 2).chosen());
    assertThat(Positions.sample(2, 3, 4, 50, 1).chosen()).isEqualTo(all(24));
  }

  private static int[] all(int n) {
    int[] all = new int[n];
    Arrays.setAll(all, i -> i);
    return all;
  }
}
