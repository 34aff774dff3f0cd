package org.truncus.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Means, deviations and corrected p-values, against SciPy 1.10 and by hand. */
class SpreadTest {

  @Test
  void hasTheSampleStandardDeviation() {
    Spread spread = Spread.of(0.861, 0.871, 0.855, Double.NaN);
    assertThat(spread.n()).isEqualTo(3);
    assertThat(spread.mean()).isCloseTo(0.8623333, within(1e-7));
    assertThat(spread.sd()).isCloseTo(0.0080829, within(1e-7));
    assertThat(spread.text()).isEqualTo("0.862 ± 0.008");
  }

  @Test
  void hasNoDeviationOfOneAndNothingOfNone() {
    assertThat(Spread.of(0.5).sd()).isNaN();
    assertThat(Spread.of(0.5).text()).isEqualTo("0.500");
    assertThat(Spread.of(0.5).halfWidth()).isNaN();
    assertThat(Spread.of(Double.NaN).text()).isEqualTo("undefined");
  }

  /** {@code scipy.stats.t.ppf(0.975, n - 1)} of 2, 3, 11, 12 and 31 values. */
  @Test
  void usesStudentsT() {
    int[] n = {2, 3, 11, 12, 31};
    double[] t = {12.7062, 4.3027, 2.2281, 2.2010, 2.0423};
    for (int i = 0; i < n.length; i++) {
      double width = new Spread(n[i], 0, Math.sqrt(n[i])).halfWidth();
      assertThat(width).as("n " + n[i]).isCloseTo(t[i], within(1e-4));
    }
  }

  @Test
  void correctsByHolm() {
    double[] corrected = Differences.holm(new double[] {0.01, 0.04, Double.NaN, 0.03, 0.005});
    assertThat(corrected)
        .containsExactly(new double[] {0.03, 0.06, Double.NaN, 0.06, 0.02}, within(1e-12));
  }
}
