package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.truncus.image.FloatImage;

class MedicalAugmentationTest {

  private static final int SIZE = 32;

  @Test
  void isAFunctionOfSeedEpochAndSample() {
    float[] image = ramp();
    float[] once = MedicalAugmentation.apply(image, SIZE, 1, SIZE, Seeds.mix(1, 2, 3));
    assertThat(MedicalAugmentation.apply(image, SIZE, 1, SIZE, Seeds.mix(1, 2, 3))).isEqualTo(once);
    assertThat(MedicalAugmentation.apply(image, SIZE, 1, SIZE, Seeds.mix(9, 2, 3)))
        .isNotEqualTo(once);
    assertThat(MedicalAugmentation.apply(image, SIZE, 1, SIZE, Seeds.mix(1, 9, 3)))
        .isNotEqualTo(once);
    assertThat(MedicalAugmentation.apply(image, SIZE, 1, SIZE, Seeds.mix(1, 2, 9)))
        .isNotEqualTo(once);
  }

  @Test
  void leavesTheImageItselfAlone() {
    float[] image = ramp();
    MedicalAugmentation.apply(image, SIZE, 1, SIZE, Seeds.mix(1, 1, 1));
    assertThat(image).isEqualTo(ramp());
  }

  @Test
  void neverFlipsAndStaysInRange() {
    for (int sample = 0; sample < 200; sample++) {
      float[] varied = MedicalAugmentation.apply(ramp(), SIZE, 1, SIZE, Seeds.mix(5, 1, sample));
      double left = 0;
      double right = 0;
      for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
          float value = varied[y * SIZE + x];
          assertThat(value).isBetween(0f, 1f);
          left += x < SIZE / 2 ? value : 0;
          right += x < SIZE / 2 ? 0 : value;
        }
      }
      assertThat(right).as("sample %d", sample).isGreaterThan(left);
    }
  }

  @Test
  void movesABrightDiscByAFewPixelsOnly() {
    float[] image = new float[SIZE * SIZE];
    for (int y = 13; y <= 18; y++) {
      for (int x = 13; x <= 18; x++) {
        image[y * SIZE + x] = 1;
      }
    }
    for (int sample = 0; sample < 100; sample++) {
      float[] varied = MedicalAugmentation.apply(image, SIZE, 1, SIZE, Seeds.mix(7, 1, sample));
      double sum = 0;
      double x = 0;
      double y = 0;
      for (int i = 0; i < varied.length; i++) {
        int row = i / SIZE;
        double weight = varied[i] > 0.5 ? 1 : 0;
        sum += weight;
        x += weight * (i % SIZE);
        y += weight * row;
      }
      assertThat(sum).isBetween(25.0, 60.0);
      assertThat(Math.hypot(x / sum - 15.5, y / sum - 15.5)).isLessThan(4);
    }
  }

  /** Of a ramp the direction of its slope is left, whatever zoom, contrast and brightness are. */
  @Test
  void turnsByUpToTenDegreesToBothSides() {
    float[] ramp = new float[SIZE * SIZE];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = 0.4f + 0.2f * (i % SIZE) / SIZE;
    }
    int middle = SIZE / 2 * SIZE + SIZE / 2;
    double least = 0;
    double most = 0;
    for (int sample = 0; sample < 500; sample++) {
      float[] varied = MedicalAugmentation.apply(ramp, SIZE, 1, SIZE, Seeds.mix(3, 1, sample));
      double alongX = varied[middle + 4] - varied[middle - 4];
      double alongY = varied[middle + 4 * SIZE] - varied[middle - 4 * SIZE];
      double angle = Math.toDegrees(Math.atan2(-alongY, alongX));
      least = Math.min(least, angle);
      most = Math.max(most, angle);
    }
    assertThat(least).isBetween(-10.01, -9.5);
    assertThat(most).isBetween(9.5, 10.01);
  }

  @Test
  void treatsTheChannelsOfAPixelAlike() {
    float[] grey = ramp();
    float[] colour = new FloatImage(SIZE, SIZE, 1, grey).withChannels(3).samples();
    float[] variedGrey = MedicalAugmentation.apply(grey, SIZE, 1, SIZE, Seeds.mix(1, 1, 1));
    float[] variedColour = MedicalAugmentation.apply(colour, SIZE, 3, SIZE, Seeds.mix(1, 1, 1));
    for (int i = 0; i < variedColour.length; i++) {
      assertThat(variedColour[i]).isEqualTo(variedGrey[i / 3]);
    }
  }

  private static float[] ramp() {
    float[] image = new float[SIZE * SIZE];
    for (int i = 0; i < image.length; i++) {
      image[i] = (i % SIZE) / (float) (SIZE - 1);
    }
    return image;
  }
}
