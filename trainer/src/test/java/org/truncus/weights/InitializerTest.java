package org.truncus.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class InitializerTest {

  private static final int MANY = 100_000;

  @Test
  void heNormalHasItsDeviationAndNoTails() {
    float[] values = new Initializer.HeNormal(50).values(MANY, 3, "conv1.kernel");
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (float value : values) {
      sum += value;
      squares += value * (double) value;
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(sum / MANY).isCloseTo(0, Offset.offset(0.002));
    assertThat(Math.sqrt(squares / MANY)).isCloseTo(0.2, Offset.offset(0.002));
    assertThat(largest).isBetween(0.44, 2 * 0.2 / 0.8796);
  }

  @Test
  void glorotUniformFillsItsInterval() {
    float[] values = new Initializer.GlorotUniform(40, 20).values(MANY, 3, "probs.kernel");
    double limit = Math.sqrt(6.0 / 60);
    double squares = 0;
    for (float value : values) {
      assertThat((double) Math.abs(value)).isLessThanOrEqualTo(limit + 1e-7);
      squares += value * (double) value;
    }
    assertThat(squares / MANY).isCloseTo(limit * limit / 3, Offset.offset(0.001));
  }

  @Test
  void valuesDependOnSeedAndNameOnly() {
    Initializer initializer = new Initializer.HeNormal(9);
    float[] values = initializer.values(10, 1, "a.kernel");
    assertThat(initializer.values(10, 1, "a.kernel")).isEqualTo(values);
    assertThat(initializer.values(20, 1, "a.kernel")).startsWith(values);
    assertThat(initializer.values(10, 2, "a.kernel")).isNotEqualTo(values);
    assertThat(initializer.values(10, 1, "b.kernel")).isNotEqualTo(values);
  }
}
