package org.truncus.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What canonical correlations must be where it is known beforehand. */
class SvccaTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64})
  void aLayerIsWhollyReusedByItself(int channels) {
    Features layer = Features.gaussian(40 + 10 * channels, channels, 3);

    double[] found = Svcca.correlations(layer, layer, Svcca.VARIANCE);

    assertThat(found).isNotEmpty();
    assertThat(list(found)).allSatisfy(rho -> assertThat(rho).isCloseTo(1, within(1e-7)));
  }

  @Test
  void anInvertibleMapReusesEverythingBeforeTruncation() {
    Features layer = Features.gaussian(500, 12, 4);
    Features mapped = mapped(layer, invertible(12, 5));

    double[] whole = Svcca.correlations(layer, mapped, 1);

    assertThat(whole).hasSize(12);
    assertThat(list(whole)).allSatisfy(rho -> assertThat(rho).isCloseTo(1, within(1e-6)));
  }

  @ParameterizedTest
  @CsvSource({"4000,40", "9000,60", "3000,100"})
  void independentGaussiansLieNearTheRootOfChannelsByRows(int rows, int channels) {
    Features first = Features.gaussian(rows, channels, 6);
    Features second = Features.gaussian(rows, channels, 7);

    double[] found = Svcca.correlations(first, second, 1);

    double rootMeanSquare =
        Math.sqrt(Arrays.stream(found).map(rho -> rho * rho).average().orElseThrow());
    double expected = Math.sqrt((double) channels / rows);
    assertThat(rootMeanSquare).isCloseTo(expected, within(0.1 * expected));
  }

  @Test
  void channelsThatFollowFromOthersAndDeadOnesGiveNoNan() {
    Features full = Features.gaussian(300, 6, 8);
    double[][] onto = new double[6][9];
    for (int i = 0; i < 6; i++) {
      onto[i][i % 3] = 1;
      onto[i][3 + i % 4] = -2;
    }
    Features deficient = mapped(full, onto);
    Features dead = new Features(300, 4, new float[1200]);

    assertThat(list(Svcca.correlations(full, deficient, 1)))
        .allSatisfy(rho -> assertThat(rho).isBetween(0.0, 1.0));
    assertThat(list(Svcca.correlations(deficient, deficient, 1)))
        .isNotEmpty()
        .hasSizeLessThan(7)
        .allSatisfy(rho -> assertThat(rho).isCloseTo(1, within(1e-6)));
    assertThat(Svcca.correlations(full, dead, Svcca.VARIANCE)).isEmpty();
    LayerReuse nothing = new Svcca(Svcca.VARIANCE, 1).of("L1", "B1", "L1", dead, full);
    assertThat(nothing.reuse().mean()).isZero();
    assertThat(nothing.share()).isZero();
    assertThat(nothing.clearlyReused()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64})
  void manyChannelsOfLowRankAreTakenApart(int rank) {
    double[][] onto = new double[rank][128];
    for (int j = 0; j < 128; j++) {
      onto[(7 * j) % rank][j] = j + 1;
      onto[(3 * j + 1) % rank][j] += 1;
    }
    Features layer = mapped(Features.gaussian(200, rank, 9), onto);

    assertThat(Basis.of(layer, 1).kept()).isLessThanOrEqualTo(rank);
    assertThat(list(Svcca.correlations(layer, layer, 1)))
        .isNotEmpty()
        .allSatisfy(rho -> assertThat(rho).isCloseTo(1, within(1e-6)));
  }

  @Test
  void fewerRowsThanChannelsGiveNoNanAndAreCalledFew() {
    Features first = Features.gaussian(10, 25, 1);
    Features second = Features.gaussian(10, 25, 2);

    LayerReuse reuse = new Svcca(Svcca.VARIANCE, 1).of("L1", "B1", "L1", first, second);

    assertThat(reuse.fewRows()).isTrue();
    assertThat(list(reuse.reuse().values())).allSatisfy(rho -> assertThat(rho).isBetween(0.0, 1.0));
    assertThat(reuse.clearlyReused()).isFalse();
  }

  @Test
  void theOrderOfTheTwoMakesNoDifference() {
    Features first = Features.gaussian(200, 5, 1);
    Features second = mapped(first, invertible(5, 2));

    assertThat(Svcca.correlations(first, second, 0.9))
        .containsExactly(Svcca.correlations(second, first, 0.9), within(1e-7));
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static double[][] invertible(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] = random.nextGaussian() + (i == j ? 4 : 0);
      }
    }
    return matrix;
  }

  private static Features mapped(Features features, double[][] matrix) {
    int columns = matrix[0].length;
    float[] values = new float[features.rows() * columns];
    for (int row = 0; row < features.rows(); row++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
          sum += features.values()[row * features.channels() + i] * matrix[i][j];
        }
        values[row * columns + j] = (float) sum;
      }
    }
    return new Features(features.rows(), columns, values);
  }
}
