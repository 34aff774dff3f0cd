package org.truncus.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.truncus.json.Json;
import org.truncus.metric.BrierDecomposition;
import org.truncus.metric.ReliabilityBin;

/** Golden values: {@code make_calibrators.py} beside {@code calibrators.json}. */
class CalibratorsGoldenTest {

  private static final Offset<Double> EXACT = within(1e-12);

  /** Scikit-learn and scipy stop at a slope of about 1e-5. */
  private static final Offset<Double> OPTIMUM = within(2e-5);

  record Curve(List<Double> observed, List<Double> predicted) {}

  record Binary(
      List<Double> logits,
      List<Boolean> positives,
      List<Double> platt,
      List<Double> sigmoidAtGrid,
      List<Double> isotonicAtGrid,
      List<List<Double>> isotonicKnots,
      List<Double> beta,
      double brier,
      double nll,
      Curve curve,
      List<Double> decomposition) {

    double[] z() {
      return logits.stream().mapToDouble(Double::doubleValue).toArray();
    }

    boolean[] y() {
      boolean[] y = new boolean[positives.size()];
      for (int i = 0; i < y.length; i++) {
        y[i] = positives.get(i);
      }
      return y;
    }

    double[] p() {
      return logits.stream().mapToDouble(Logits::sigmoid).toArray();
    }
  }

  record Vector(
      List<List<Double>> logits,
      List<Integer> classes,
      List<Double> slopes,
      List<Double> intercepts) {}

  record Golden(List<Double> grid, List<Binary> binary, List<Vector> vector) {}

  private static Golden golden;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = CalibratorsGoldenTest.class.getResourceAsStream("calibrators.json")) {
      golden = Json.mapper().readValue(in, Golden.class);
    }
  }

  @Test
  void plattScalingIsThatOfScikitLearn() {
    for (Binary c : golden.binary()) {
      Platt platt = PlattScaling.fit(c.z(), c.y());

      assertThat(platt.slope()).isCloseTo(c.platt().get(0), OPTIMUM);
      assertThat(platt.intercept()).isCloseTo(c.platt().get(1), OPTIMUM);
      for (int i = 0; i < golden.grid().size(); i++) {
        assertThat(platt.probability(golden.grid().get(i)))
            .isCloseTo(c.sigmoidAtGrid().get(i), OPTIMUM);
      }
    }
  }

  @Test
  void isotonicRegressionIsThatOfScikitLearnButForCertainty() {
    for (Binary c : golden.binary()) {
      Isotonic curve = IsotonicRegression.fit(c.z(), c.y());
      double least = 1.0 / (c.positives().size() + 2);

      assertThat(curve.logits()).isEqualTo(c.isotonicKnots().get(0));
      for (int i = 0; i < curve.logits().size(); i++) {
        double expected = c.isotonicKnots().get(1).get(i);
        assertThat(curve.probabilities().get(i))
            .isCloseTo(Math.min(Math.max(expected, least), 1 - least), EXACT);
      }
      for (int i = 0; i < golden.grid().size(); i++) {
        assertThat(curve.probability(golden.grid().get(i)))
            .isCloseTo(c.isotonicAtGrid().get(i), within(least + 1e-12));
      }
    }
    assertThat(golden.binary().get(0).isotonicKnots().get(1)).contains(0.0, 1.0);
  }

  @Test
  void betaCalibrationIsTheBoundedOptimum() {
    for (Binary c : golden.binary()) {
      Beta beta = BetaCalibration.fit(c.z(), c.y());

      assertThat(beta.a()).isCloseTo(c.beta().get(0), OPTIMUM);
      assertThat(beta.b()).isCloseTo(c.beta().get(1), OPTIMUM);
      assertThat(beta.c()).isCloseTo(c.beta().get(2), OPTIMUM);
    }
    assertThat(golden.binary().get(3).beta().get(0)).isZero();
  }

  @Test
  void vectorScalingIsThePenalisedOptimum() {
    for (Vector c : golden.vector()) {
      double[][] logits =
          c.logits().stream()
              .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
              .toArray(double[][]::new);
      int[] classes = c.classes().stream().mapToInt(Integer::intValue).toArray();

      List<VectorScale> scales = VectorScaling.fit(logits, classes);

      for (int l = 0; l < scales.size(); l++) {
        assertThat(scales.get(l).slope()).isCloseTo(c.slopes().get(l), OPTIMUM);
        assertThat(scales.get(l).intercept()).isCloseTo(c.intercepts().get(l), OPTIMUM);
      }
    }
  }

  @Test
  void qualityIsThatOfScikitLearn() {
    for (Binary c : golden.binary()) {
      CalibrationQuality quality = CalibrationQuality.of(c.p(), c.y());

      assertThat(quality.brier()).isCloseTo(c.brier(), EXACT);
      assertThat(quality.nll()).isCloseTo(c.nll(), EXACT);
      assertThat(quality.decomposition().brier()).isCloseTo(c.brier(), EXACT);
      if (c.curve() != null) {
        bins(c, quality);
      }
    }
    assertThat(golden.binary()).filteredOn(c -> c.curve() != null).hasSize(3);
  }

  private static void bins(Binary c, CalibrationQuality quality) {
    List<ReliabilityBin> bins = ReliabilityBin.equalMass(c.p(), c.y(), 15);
    double error = 0;
    assertThat(bins).hasSameSizeAs(c.curve().observed());
    for (int b = 0; b < bins.size(); b++) {
      assertThat(bins.get(b).observed()).isCloseTo(c.curve().observed().get(b), EXACT);
      assertThat(bins.get(b).meanPredicted()).isCloseTo(c.curve().predicted().get(b), EXACT);
      error += Math.abs(c.curve().observed().get(b) - c.curve().predicted().get(b)) / bins.size();
    }
    assertThat(quality.ece()).isCloseTo(error, EXACT);
    BrierDecomposition d = quality.decomposition();
    assertThat(d.reliability()).isCloseTo(c.decomposition().get(0), EXACT);
    assertThat(d.resolution()).isCloseTo(c.decomposition().get(1), EXACT);
    assertThat(d.uncertainty()).isCloseTo(c.decomposition().get(2), EXACT);
    assertThat(d.withinVariance()).isCloseTo(c.decomposition().get(3), EXACT);
    assertThat(d.withinCovariance()).isCloseTo(c.decomposition().get(4), EXACT);
  }
}
