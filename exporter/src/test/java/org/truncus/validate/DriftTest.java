package org.truncus.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.UnsupportedInputException;

/** Formulas against hand-made numbers, and what they say of distributions that are known. */
class DriftTest {

  @Test
  void theIndexIsItsFormula() {
    double[] then = {0.5, 0.3, 0.2};
    assertThat(Drift.psi(then, new long[] {50, 30, 20})).isCloseTo(0, within(1e-15));
    assertThat(Drift.psi(then, new long[] {20, 30, 50}))
        .isCloseTo(0.549774439124493, within(1e-12));
    assertThat(Drift.psi(then, new long[] {0, 0, 10})).isCloseTo(7.946404839874567, within(1e-12));
    assertThat(Drift.psi(then, new long[3])).isNaN();
    assertThatThrownBy(() -> Drift.psi(then, new long[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSameDistributionIsUnmovedAndAShiftedOneAlarms() {
    long seed = 31;
    Random random = new Random(seed);
    NumberBaseline baseline = NumberBaseline.of(random.doubles(5000).toArray());
    double[] same = random.doubles(2000).toArray();
    double[] moved = random.doubles(2000).map(Math::sqrt).toArray();

    assertThat(baseline.psi(same)).as("seed %d", seed).isLessThan(Drift.LOOK);
    assertThat(baseline.psi(moved)).as("seed %d", seed).isGreaterThan(Drift.ALARM);
    assertThat(baseline.ks(same)).as("seed %d", seed).isLessThan(0.05);
    // the largest distance of u from u^2 is a quarter
    assertThat(baseline.ks(moved)).as("seed %d", seed).isCloseTo(0.25, within(0.03));
  }

  @Test
  void everyValueFallsInABinAndRepeatedOnesShareIt() {
    double[] values = {1, 1, 1, 1, 1, 1, 1, 1, 2, 3};
    NumberBaseline baseline = NumberBaseline.of(values);

    assertThat(baseline.edges()).hasSize(9);
    assertThat(baseline.shares()[0]).isEqualTo(0.8);
    assertThat(baseline.counts(new double[] {-5, 1, 1.5, 99})[0]).isEqualTo(2);
    assertThat(baseline.counts(new double[] {-5, 1, 1.5, 99})[9]).isEqualTo(1);
    assertThat(baseline.psi(values)).isCloseTo(0, within(1e-12));
    assertThat(baseline.ks(values)).isLessThan(0.11);
    assertThat(NumberBaseline.of(new double[0]).psi(values)).isNaN();
    assertThat(NumberBaseline.of(new double[0]).ks(values)).isNaN();
  }

  @Test
  void aBaselineOfALaterVersionIsRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("baseline.json");
    Files.writeString(
        file, "{\"schemaVersion\": 2, \"scores\": {}, \"inputs\": {}, \"mixes\": {}}");

    assertThatThrownBy(() -> Baseline.read(file))
        .isInstanceOf(UnsupportedInputException.class)
        .hasMessageContaining("schemaVersion 2");
  }
}
