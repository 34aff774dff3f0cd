package org.truncus.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloatImageTest {

  @Test
  void greyIsRepeatedInColour() {
    FloatImage colour = new FloatImage(1, 2, 1, new float[] {0.25f, 0.5f}).withChannels(3);
    assertThat(colour.channels()).isEqualTo(3);
    assertThat(colour.samples()).containsExactly(0.25f, 0.25f, 0.25f, 0.5f, 0.5f, 0.5f);
  }

  @Test
  void colourBecomesItsLuma() {
    FloatImage grey = new FloatImage(1, 2, 3, new float[] {1, 0, 0, 0.2f, 0.4f, 0.6f});
    assertThat(grey.withChannels(1).samples()[0]).isCloseTo(0.299f, within(1e-6f));
    assertThat(grey.withChannels(1).samples()[1])
        .isCloseTo(0.299f * 0.2f + 0.587f * 0.4f + 0.114f * 0.6f, within(1e-6f));
  }

  @Test
  void nothingIsCopiedWhereNothingIsToBeDone() {
    FloatImage image = new FloatImage(1, 1, 1, new float[] {0.5f});
    assertThat(image.withChannels(1)).isSameAs(image);
  }

  @Test
  void samplesMustFillTheShape() {
    assertThatThrownBy(() -> new FloatImage(2, 2, 1, new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 samples for 2 x 2 x 1");
  }
}
