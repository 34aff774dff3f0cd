package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AugmentationTest {

  private static final int SIDE = 24;
  private static final int SIZE = 20;

  /** The seed of the property is in the name of what fails. */
  @ParameterizedTest
  @EnumSource(Augment.class)
  void anImageDependsOnSeedEpochAndRowOnly(Augment kind)
      throws InterruptedException, ExecutionException {
    long property = 20260726;
    SplittableRandom random = new SplittableRandom(property);
    ExecutorService workers = Executors.newFixedThreadPool(4);
    try {
      for (int trial = 0; trial < 20; trial++) {
        long seed = random.nextLong();
        int epoch = 1 + random.nextInt(200);
        float[] image = image(random);
        InputPipeline.Variation variation =
            new Augmentation(kind, true, SIDE, SIZE, 1, seed).of(epoch);
        List<Future<float[]>> shuffled = new ArrayList<>();
        for (int row = 7; row >= 0; row--) {
          int own = row;
          shuffled.add(workers.submit(() -> variation.vary(image, own)));
        }
        float[] before = image.clone();
        for (int row = 0; row < 8; row++) {
          float[] alone =
              new Augmentation(kind, true, SIDE, SIZE, 1, seed).of(epoch).vary(image, row);
          assertThat(shuffled.get(7 - row).get())
              .as("property seed %d, seed %d, epoch %d, row %d", property, seed, epoch, row)
              .hasSize(SIZE * SIZE)
              .isEqualTo(alone);
        }
        assertThat(image).isEqualTo(before);
      }
    } finally {
      workers.shutdownNow();
    }
  }

  @Test
  void seedEpochAndRowEachMakeADifference() {
    float[] image = image(new SplittableRandom(1));
    for (Augment kind : List.of(Augment.PAPER, Augment.MEDICAL)) {
      float[] one = new Augmentation(kind, false, SIDE, SIZE, 1, 1).of(2).vary(image, 3);
      assertThat(new Augmentation(kind, false, SIDE, SIZE, 1, 9).of(2).vary(image, 3))
          .isNotEqualTo(one);
      assertThat(new Augmentation(kind, false, SIDE, SIZE, 1, 1).of(9).vary(image, 3))
          .isNotEqualTo(one);
      assertThat(new Augmentation(kind, false, SIDE, SIZE, 1, 1).of(2).vary(image, 9))
          .isNotEqualTo(one);
    }
  }

  @Test
  void halfOfTheImagesAreMirroredAndNothingElse() {
    float[] image = image(new SplittableRandom(2));
    float[] middle = CentreCrop.apply(image, SIDE, 1, SIZE);
    float[] mirrored = new float[middle.length];
    for (int i = 0; i < middle.length; i++) {
      mirrored[i] = middle[i / SIZE * SIZE + SIZE - 1 - i % SIZE];
    }
    InputPipeline.Variation flips = new Augmentation(Augment.NONE, true, SIDE, SIZE, 1, 3).of(1);
    int flipped = 0;
    for (int row = 0; row < 2000; row++) {
      float[] varied = flips.vary(image, row);
      boolean isFlipped = Arrays.equals(varied, mirrored);
      assertThat(isFlipped || Arrays.equals(varied, middle)).as("row %d", row).isTrue();
      flipped += isFlipped ? 1 : 0;
    }
    assertThat(flipped).isBetween(900, 1100);
  }

  @Test
  void aFlipMirrorsWhatThePresetMade() {
    float[] image = image(new SplittableRandom(4));
    int flipped = 0;
    for (int row = 0; row < 40; row++) {
      float[] plain =
          new Augmentation(Augment.MEDICAL, false, SIDE, SIZE, 1, 8).of(1).vary(image, row);
      float[] varied =
          new Augmentation(Augment.MEDICAL, true, SIDE, SIZE, 1, 8).of(1).vary(image, row);
      if (plain[0] == varied[0] && plain[SIZE - 1] == varied[SIZE - 1]) {
        assertThat(varied).isEqualTo(plain);
      } else {
        flipped++;
        for (int i = 0; i < plain.length; i++) {
          assertThat(varied[i / SIZE * SIZE + SIZE - 1 - i % SIZE]).isEqualTo(plain[i]);
        }
      }
    }
    assertThat(flipped).isBetween(5, 35);
  }

  @Test
  void withoutVariationTheMiddleIsSeen() {
    float[] image = new float[SIDE * SIDE * 3];
    for (int i = 0; i < image.length; i++) {
      image[i] = i;
    }
    float[] seen = new Augmentation(Augment.NONE, false, SIDE, SIZE, 3, 1).of(1).vary(image, 0);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        for (int c = 0; c < 3; c++) {
          assertThat(seen[(y * SIZE + x) * 3 + c]).isEqualTo(((y + 2) * SIDE + x + 2) * 3 + c);
        }
      }
    }
    assertThat(CentreCrop.apply(image, SIDE, 3, SIDE)).isSameAs(image);
  }

  private static float[] image(SplittableRandom random) {
    float[] image = new float[SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextDouble();
    }
    return image;
  }
}
