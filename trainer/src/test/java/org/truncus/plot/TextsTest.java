package org.truncus.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.metric.Interval;

class TextsTest {

  @ParameterizedTest
  @CsvSource({
    "0.912, 0.967, 0.912–0.967",
    "-0.265, 0.02, -0.265 to 0.020",
    "-0.157, -0.084, -0.157 to -0.084",
    "NaN, NaN, —",
  })
  void noMinusStandsBesideTheDashOfAnInterval(double low, double high, String text) {
    assertThat(Texts.interval(new Interval(low, high))).isEqualTo(text);
  }
}
