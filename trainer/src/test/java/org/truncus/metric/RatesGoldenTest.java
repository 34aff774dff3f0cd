package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every rate at a threshold against scikit-learn and Bayes' theorem: make_rates_golden.py. */
class RatesGoldenTest {

  private static final Map<String, Rate> RATES =
      Arrays.stream(Rate.values()).collect(Collectors.toMap(Rate::key, Function.identity()));

  private static List<String> golden() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                RatesGoldenTest.class.getResourceAsStream("rates-golden.csv"),
                StandardCharsets.UTF_8))) {
      return in.lines().skip(1).toList();
    }
  }

  @Test
  void everyRateIsWhatScikitLearnOrBayesSays() throws IOException {
    Map<String, MetricsGoldenTest.Case> cases =
        MetricsGoldenTest.cases()
            .collect(Collectors.toMap(MetricsGoldenTest.Case::toString, Function.identity()));
    Set<Rate> tried = EnumSet.noneOf(Rate.class);
    for (String line : golden()) {
      String[] fields = line.split(",", -1);
      MetricsGoldenTest.Case of = cases.get(fields[0]);
      Confusion at = Confusion.at(of.scores(), of.positives(), Double.parseDouble(fields[1]));
      double prevalence = fields[2].isEmpty() ? Double.NaN : Double.parseDouble(fields[2]);
      Rate rate = RATES.get(fields[3]);
      double found = rate.of(at, prevalence);
      if (fields[4].isEmpty()) {
        assertThat(found).as(line).isNaN();
      } else {
        double expected = Double.parseDouble(fields[4]);
        assertThat(found).as(line).isCloseTo(expected, within(1e-12 * Math.max(1, expected)));
        tried.add(rate);
      }
    }
    assertThat(tried).isEqualTo(EnumSet.allOf(Rate.class));
  }
}
