package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.classification.evaluation.LabelEvaluationUtil;
import org.truncus.json.Json;

/** Values of scikit-learn and SciPy, see make_metrics_golden.py; and Tribuo, computed here. */
class MetricsGoldenTest {

  private static final Offset<Double> EXACT = within(1e-12);

  private static JsonNode golden() {
    try (InputStream in = MetricsGoldenTest.class.getResourceAsStream("metrics_golden.json")) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Case(String name, double[] scores, boolean[] positives, JsonNode expected) {

    double value(String key) {
      return expected.get(key).asDouble();
    }

    double[] values(String key) {
      return MetricsGoldenTest.values(expected.get(key));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static double[] values(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (JsonNode node : golden().get("cases")) {
      double[] labels = values(node.get("labels"));
      boolean[] positives = new boolean[labels.length];
      for (int i = 0; i < labels.length; i++) {
        positives[i] = labels[i] > 0;
      }
      cases.add(new Case(node.get("name").asText(), values(node.get("scores")), positives, node));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areasAndLosses(Case c) {
    assertThat(Auroc.of(c.scores, c.positives)).isCloseTo(c.value("auroc"), EXACT);
    assertThat(AveragePrecision.of(c.scores, c.positives))
        .isCloseTo(c.value("averagePrecision"), EXACT);
    assertThat(TrapezoidAuprc.of(c.scores, c.positives)).isCloseTo(c.value("trapezoid"), EXACT);
    assertThat(Brier.of(c.scores, c.positives)).isCloseTo(c.value("brier"), EXACT);
    assertThat(LogLoss.of(c.scores, c.positives)).isCloseTo(c.value("logLoss"), EXACT);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rocCurve(Case c) {
    List<RocCurve.Point> points = RocCurve.of(c.scores, c.positives).points();
    assertThat(points.get(0)).isEqualTo(new RocCurve.Point(Double.POSITIVE_INFINITY, 0, 0));
    List<RocCurve.Point> rest = points.subList(1, points.size());
    close(rest.stream().mapToDouble(RocCurve.Point::threshold), c.values("rocThresholds"));
    close(rest.stream().mapToDouble(RocCurve.Point::falsePositiveRate), c.values("fpr"));
    close(rest.stream().mapToDouble(RocCurve.Point::sensitivity), c.values("tpr"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void precisionRecallCurve(Case c) {
    List<PrecisionRecallCurve.Point> points =
        PrecisionRecallCurve.of(c.scores, c.positives).points();
    close(
        points.stream().mapToDouble(PrecisionRecallCurve.Point::threshold),
        c.values("prThresholds"));
    close(points.stream().mapToDouble(PrecisionRecallCurve.Point::recall), c.values("recall"));
    close(
        points.stream().mapToDouble(PrecisionRecallCurve.Point::precision), c.values("precision"));
  }

  private static void close(java.util.stream.DoubleStream actual, double[] expected) {
    assertThat(actual.toArray()).containsExactly(expected, EXACT);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void calibration(Case c) {
    assertThat(CalibrationError.of(c.scores, c.positives)).isCloseTo(c.value("ece"), EXACT);
    CalibrationLine line = CalibrationLine.of(c.scores, c.positives);
    assertThat(line.slope()).isCloseTo(c.value("slope"), within(1e-9));
    assertThat(line.intercept()).isCloseTo(c.value("intercept"), within(1e-9));
    assertThat(line.inTheLarge()).isCloseTo(c.value("inTheLarge"), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void deLong(Case c) {
    DeLong deLong = DeLong.of(c.scores, c.positives);
    assertThat(deLong.auroc()).isCloseTo(c.value("auroc"), EXACT);
    assertThat(deLong.variance()).isCloseTo(c.value("delongVariance"), EXACT);
    double[] logit = c.values("delongLogit");
    assertThat(deLong.logitInterval().low()).isCloseTo(logit[0], EXACT);
    assertThat(deLong.logitInterval().high()).isCloseTo(logit[1], EXACT);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ratesAtThresholds(Case c) {
    for (JsonNode at : c.expected.get("thresholds")) {
      Confusion found = Confusion.at(c.scores, c.positives, at.get("threshold").asDouble());
      assertThat(found)
          .isEqualTo(
              new Confusion(
                  at.get("tp").asLong(),
                  at.get("fp").asLong(),
                  at.get("tn").asLong(),
                  at.get("fn").asLong()));
      for (Rate rate : Rate.values()) {
        JsonNode expected = at.get(rate.key());
        if (expected != null && expected.isNull()) {
          assertThat(rate.of(found, Double.NaN)).as(rate.key()).isNaN();
        } else if (expected != null) {
          assertThat(rate.of(found, Double.NaN))
              .as(rate.key())
              .isCloseTo(expected.asDouble(), EXACT);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSweepGivesTheSameAreas(Case c) {
    String[] patients = Ranks.ownPatients(c.scores.length);
    Discrimination found =
        Discrimination.of(
            new LabelSample(c.scores, c.scores, c.positives, patients), new PatientBootstrap(1, 0));
    assertThat(found.auroc().value()).isCloseTo(c.value("auroc"), EXACT);
    assertThat(found.averagePrecision().value()).isCloseTo(c.value("averagePrecision"), EXACT);
    assertThat(found.trapezoidAuprc().value()).isCloseTo(c.value("trapezoid"), EXACT);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tribuoAgrees(Case c) {
    assertThat(LabelEvaluationUtil.binaryAUCROC(c.positives, c.scores))
        .isCloseTo(Auroc.of(c.scores, c.positives), within(1e-9));
    assertThat(LabelEvaluationUtil.averagedPrecision(c.positives, c.scores))
        .isCloseTo(AveragePrecision.of(c.scores, c.positives), within(1e-9));
  }

  @Test
  void wilson() {
    for (JsonNode node : golden().get("wilson")) {
      Interval interval =
          WilsonInterval.of(node.get("successes").asLong(), node.get("trials").asLong());
      assertThat(interval.low()).isCloseTo(node.get("low").asDouble(), EXACT);
      assertThat(interval.high()).isCloseTo(node.get("high").asDouble(), EXACT);
    }
    assertThat(WilsonInterval.of(0, 0).isDefined()).isFalse();
  }

  @Test
  void normalTails() {
    for (JsonNode node : golden().get("twoSided")) {
      double p = node.get("p").asDouble();
      assertThat(Normal.twoSided(-node.get("z").asDouble())).isCloseTo(p, within(1e-12 * p));
    }
    assertThat(Normal.twoSided(Double.NaN)).isNaN();
  }
}
