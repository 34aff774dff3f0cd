package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;

class PatientSplitTest {

  private static ImageList random(int patients, double prevalence, long seed) {
    Random random = new Random(seed);
    float[][] targets = new float[3 * patients][];
    for (int i = 0; i < targets.length; i++) {
      targets[i] =
          new float[] {
            random.nextDouble() < prevalence ? 1 : 0,
            random.nextDouble() < 0.3 ? Float.NaN : random.nextInt(2)
          };
    }
    return ListFixture.list(3, targets);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void patientsStayTogetherAndRatiosHold(long seed) {
    ImageList list = PatientSplit.assign(random(200, 0.1, seed), SplitRatios.standard(), seed);
    Map<String, Split> splitOf = new HashMap<>();
    for (ListRow row : list.rows()) {
      Split other = splitOf.putIfAbsent(row.patientId(), row.split());
      assertThat(other).isIn(null, row.split());
    }
    Map<Split, Long> patients =
        splitOf.values().stream().collect(Collectors.groupingBy(s -> s, Collectors.counting()));
    assertThat(patients.get(Split.TRAIN)).isBetween(124L, 132L);
    assertThat(patients.get(Split.VAL)).isBetween(29L, 35L);
    assertThat(patients.get(Split.TEST)).isBetween(37L, 43L);
    double all = prevalence(list.rows());
    for (Split split : Split.values()) {
      assertThat(prevalence(list.rows(split))).isCloseTo(all, within(0.05));
    }
  }

  private static double prevalence(List<ListRow> rows) {
    return LabelCounts.of(List.of("a", "b"), rows).get("a").prevalence();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void threePositivePatientsGoToThreeSplits(long seed) {
    float[][] targets = ListFixture.constant(30, 0f);
    targets[4] = new float[] {1};
    targets[11] = new float[] {1};
    targets[29] = new float[] {1};
    ImageList list =
        PatientSplit.assign(ListFixture.list(1, targets), SplitRatios.standard(), seed);
    assertThat(ListChecks.oneClassOnly(list, Split.values())).isEmpty();
  }

  @Test
  void theSplitDependsOnTheSeedAndNotOnTheOrderOfRows() {
    ImageList list = random(60, 0.2, 9);
    List<ListRow> shuffled = new ArrayList<>(list.rows());
    Collections.shuffle(shuffled, new Random(1));
    Map<String, Split> first = splits(PatientSplit.assign(list, SplitRatios.standard(), 5));
    assertThat(splits(PatientSplit.assign(list.withRows(shuffled), SplitRatios.standard(), 5)))
        .isEqualTo(first);
    assertThat(splits(PatientSplit.assign(list, SplitRatios.standard(), 6))).isNotEqualTo(first);
  }

  private static Map<String, Split> splits(ImageList list) {
    Map<String, Split> splits = new HashMap<>();
    list.rows().forEach(row -> splits.put(row.patientId(), row.split()));
    return splits;
  }

  @Test
  void anEmptyShareGetsNobody() {
    ImageList list = PatientSplit.assign(random(20, 0.5, 1), SplitRatios.parse("80/20/0"), 1);
    assertThat(list.rows(Split.TEST)).isEmpty();
    assertThat(list.hasSplits()).isTrue();
  }

  @Test
  void tooFewPatientsAreRefused() {
    ImageList two = ListFixture.list(5, ListFixture.constant(10, 1f));
    assertThatThrownBy(() -> PatientSplit.assign(two, SplitRatios.standard(), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has 2 patients");
  }

  @ParameterizedTest
  @ValueSource(strings = {"64/16", "64/16/21", "a/b/c", "0/50/50", "110/-10/0", "", "64/16/20/0"})
  void ratiosThatMakeNoSenseAreUsageErrors(String text) {
    assertThatThrownBy(() -> SplitRatios.parse(text)).isInstanceOf(UsageException.class);
  }

  @Test
  void ratiosAreRead() {
    assertThat(SplitRatios.parse("64/16/20")).isEqualTo(SplitRatios.standard());
    assertThat(SplitRatios.parse("33.4/33.3/33.3").train()).isEqualTo(33.4);
  }

  /** As NIH's lists are: who is tested is published, the others are to be divided. */
  @Test
  void aGivenTestSplitIsKeptAndTheOthersAreDivided() {
    ImageList plain = random(200, 0.1, 8);
    ImageList given =
        plain.withRows(
            plain.rows().stream()
                .map(row -> row.patientId().compareTo("P40") < 0 ? row.withSplit(Split.TEST) : row)
                .toList());
    assertThat(given.hasSplits()).isFalse();
    ImageList split = PatientSplit.assign(given, SplitRatios.parse("64/16/20"), 2);
    assertThat(split.hasSplits()).isTrue();
    assertThat(split.rows(Split.TEST)).isEqualTo(given.rows(Split.TEST));
    double train = split.rows(Split.TRAIN).size();
    assertThat(train / (train + split.rows(Split.VAL).size())).isCloseTo(0.8, within(0.02));
    Set<String> trained = patients(split, Split.TRAIN);
    assertThat(patients(split, Split.VAL)).isNotEmpty().doesNotContainAnyElementsOf(trained);
  }

  private static Set<String> patients(ImageList list, Split split) {
    return list.rows(split).stream()
        .map(ListRow::patientId)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
