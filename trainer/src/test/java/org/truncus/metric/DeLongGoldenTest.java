package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.json.Json;

/** DeLong's test by pROC, the published implementation, see make_delong_golden.R. */
class DeLongGoldenTest {

  private static final Offset<Double> EXACT = within(1e-12);

  static List<JsonNode> cases() throws IOException {
    try (InputStream in = DeLongGoldenTest.class.getResourceAsStream("delong_golden.json")) {
      List<JsonNode> cases = new ArrayList<>();
      Json.mapper().readTree(in).get("cases").forEach(cases::add);
      return cases;
    }
  }

  private static double[] values(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static boolean[] positives(JsonNode c) {
    double[] labels = values(c.get("labels"));
    boolean[] positives = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      positives[i] = labels[i] > 0;
    }
    return positives;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneScore(JsonNode c) {
    boolean[] positives = positives(c);
    DeLong first = DeLong.of(values(c.get("first")), positives);
    assertThat(first.auroc()).isCloseTo(c.get("auroc").asDouble(), EXACT);
    assertThat(first.variance()).isCloseTo(c.get("variance").asDouble(), EXACT);
    assertThat(first.interval().low()).isCloseTo(c.get("low").asDouble(), EXACT);
    assertThat(first.interval().high()).isCloseTo(c.get("high").asDouble(), EXACT);
    DeLong second = DeLong.of(values(c.get("scores")), positives);
    assertThat(second.variance()).isCloseTo(c.get("secondVariance").asDouble(), EXACT);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void twoScoresOfTheSameCases(JsonNode c) {
    PairedDeLong test =
        PairedDeLong.of(values(c.get("first")), values(c.get("scores")), positives(c));
    assertThat(test.first()).isCloseTo(c.get("auroc").asDouble(), EXACT);
    assertThat(test.second()).isCloseTo(c.get("second").asDouble(), EXACT);
    double variance =
        c.get("variance").asDouble()
            + c.get("secondVariance").asDouble()
            - 2 * c.get("covariance").asDouble();
    assertThat(test.variance()).isCloseTo(variance, EXACT);
    double z = c.get("z").asDouble();
    assertThat(test.z()).isCloseTo(z, within(1e-12 * Math.max(1, Math.abs(z))));
    double p = c.get("p").asDouble();
    assertThat(test.p()).isCloseTo(p, within(1e-10 * p));
    assertThat(test.interval().low()).isCloseTo(c.get("differenceLow").asDouble(), EXACT);
    assertThat(test.interval().high()).isCloseTo(c.get("differenceHigh").asDouble(), EXACT);
  }

  @Test
  void midranksAreTheDefinitionInLessTime() {
    long seed = 2014;
    Random random = new Random(seed);
    for (int trial = 0; trial < 50; trial++) {
      Ranks a = Ranks.random(60, 1 + trial % 20, random);
      double[] b = random.doubles(60).map(x -> Math.floor(x * 9)).toArray();
      double[][] pA = placements(a.scores, a.positives);
      double[][] pB = placements(b, a.positives);
      double expected = 0;
      for (int c = 0; c < 2; c++) {
        double[] difference = new double[pA[c].length];
        for (int i = 0; i < difference.length; i++) {
          difference[i] = pA[c][i] - pB[c][i];
        }
        expected += variance(difference) / difference.length;
      }
      assertThat(PairedDeLong.of(a.scores, b, a.positives).variance())
          .as("seed %d, trial %d", seed, trial)
          .isCloseTo(expected, EXACT);
    }
  }

  /** By the definition, every pair. */
  private static double[][] placements(double[] scores, boolean[] positives) {
    List<List<Double>> found = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < scores.length; i++) {
      double sum = 0;
      int others = 0;
      for (int j = 0; j < scores.length; j++) {
        if (positives[j] != positives[i]) {
          double sign = Math.signum(scores[i] - scores[j]) * (positives[i] ? 1 : -1);
          sum += (sign + 1) / 2;
          others++;
        }
      }
      found.get(positives[i] ? 1 : 0).add(sum / others);
    }
    return found.stream()
        .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double sum = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return sum / (values.length - 1);
  }

  @Test
  void whatCanNotBeTold() {
    boolean[] positives = {true, true, true, false, false, false};
    double[] perfect = {6, 5, 4, 3, 2, 1};
    DeLong area = DeLong.of(perfect, positives);
    assertThat(area.variance()).isZero();
    assertThat(area.interval()).isEqualTo(new Interval(1, 1));
    assertThat(area.logitInterval().isDefined()).isFalse();

    double[] alike = {60, 50, 40, 3, 2, 1};
    PairedDeLong same = PairedDeLong.of(perfect, alike, positives);
    assertThat(same).isEqualTo(new PairedDeLong(1, 1, 0, 0, 1));
    assertThat(same.interval()).isEqualTo(new Interval(0, 0));

    double[] reversed = {1, 2, 3, 4, 5, 6};
    PairedDeLong opposite = PairedDeLong.of(perfect, reversed, positives);
    assertThat(opposite.difference()).isEqualTo(1);
    assertThat(opposite.p()).isNaN();
    assertThat(opposite.interval().isDefined()).isFalse();

    boolean[] one = {true, false, false, false, false, false};
    assertThat(DeLong.of(perfect, one).variance()).isNaN();
    assertThat(PairedDeLong.of(perfect, alike, one).p()).isNaN();
    assertThat(PairedDeLong.of(perfect, alike, new boolean[6]).difference()).isNaN();
  }
}
