package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;

/** Properties of fractions on random lists; the seed stands in the name of a failing test. */
class PatientFractionTest {

  private static final Split[] FITTED = {Split.TRAIN, Split.VAL};

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 12);
  }

  /** Fourteen findings from 1 to 50 %, some of which come together, some rows masked. */
  private static ImageList random(int patients, long seed) {
    Random random = new Random(seed);
    float[][] targets = new float[2 * patients][14];
    for (int i = 0; i < targets.length; i++) {
      boolean ill = random.nextDouble() < 0.3;
      for (int l = 0; l < 14; l++) {
        double prevalence = Math.min(0.5, 0.01 * Math.pow(1.35, l)) * (ill ? 2 : 0.6);
        float target = random.nextDouble() < prevalence ? 1 : 0;
        targets[i][l] = random.nextDouble() < 0.1 ? Float.NaN : target;
      }
    }
    return PatientSplit.assign(ListFixture.list(2, targets), SplitRatios.standard(), seed);
  }

  private static Set<String> patients(ImageList list, Split split) {
    Set<String> patients = new LinkedHashSet<>();
    list.rows(split).forEach(row -> patients.add(row.patientId()));
    return patients;
  }

  private static int positivePatients(ImageList list, Split split, int label) {
    Set<String> patients = new HashSet<>();
    for (ListRow row : list.rows(split)) {
      if (row.targets()[label] > 0.5f) {
        patients.add(row.patientId());
      }
    }
    return patients.size();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void fractionsAreNestedExactAndLeaveTestAlone(long seed) {
    ImageList all = random(700, seed);
    for (Split split : FITTED) {
      Set<String> larger = patients(all, split);
      int n = larger.size();
      for (double fraction : new double[] {1, 0.5, 0.37, 0.1, 0.05, 0.01}) {
        ImageList less = PatientFraction.sample(all, fraction, seed);
        Set<String> kept = patients(less, split);
        assertThat(kept).hasSize(Math.max(1, (int) Math.round(fraction * n)));
        assertThat(larger).containsAll(kept);
        assertThat(less.rows(Split.TEST)).isEqualTo(all.rows(Split.TEST));
        assertThat(less.rows(split))
            .as("all images of a patient, in the order of the list")
            .isEqualTo(
                all.rows(split).stream().filter(row -> kept.contains(row.patientId())).toList());
        larger = kept;
      }
    }
  }

  /** Measured: a root mean square error of 2.3 patients where a random draw has 5.8. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyFindingKeepsItsShare(long seed) {
    ImageList all = random(3000, seed);
    double squares = 0;
    double chance = 0;
    for (double fraction : new double[] {0.5, 0.1, 0.05}) {
      ImageList less = PatientFraction.sample(all, fraction, seed);
      for (Split split : FITTED) {
        for (int l = 0; l < 14; l++) {
          int whole = positivePatients(all, split, l);
          double error = positivePatients(less, split, l) - fraction * whole;
          squares += error * error;
          chance += whole * fraction * (1 - fraction);
        }
      }
    }
    assertThat(Math.sqrt(squares / chance)).as("error over that of a random draw").isLessThan(0.6);
  }

  @Test
  void theRarestFindingKeepsItsShareToOnePatient() {
    float[][] targets = ListFixture.constant(4000, 0f);
    for (int i = 0; i < 40; i++) {
      targets[100 * i + 7] = new float[] {1};
    }
    ImageList list = ListFixture.list(1, targets);
    ImageList train =
        list.withRows(list.rows().stream().map(r -> r.withSplit(Split.TRAIN)).toList());
    for (long seed = 1; seed <= 40; seed++) {
      int kept = positivePatients(PatientFraction.sample(train, 0.1, seed), Split.TRAIN, 0);
      assertThat(kept).as("of 40 positive patients at 10 %%, seed %d", seed).isBetween(3, 5);
    }
  }

  @Test
  void theSeedDecidesAndTheOrderOfRowsDoesNot() {
    ImageList all = random(300, 5);
    ImageList less = PatientFraction.sample(all, 0.1, 3);
    List<ListRow> shuffled = new ArrayList<>(all.rows());
    Collections.shuffle(shuffled, new Random(1));
    ImageList again = PatientFraction.sample(all.withRows(shuffled), 0.1, 3);
    assertThat(patients(again, Split.TRAIN))
        .containsExactlyInAnyOrderElementsOf(patients(less, Split.TRAIN));
    assertThat(patients(PatientFraction.sample(all, 0.1, 4), Split.TRAIN))
        .isNotEqualTo(patients(less, Split.TRAIN));
  }

  /** Fairness: over many seeds every patient is taken about equally often. */
  @Test
  void nobodyIsFavoured() {
    ImageList all = random(100, 2);
    int n = patients(all, Split.TRAIN).size();
    Map<String, Integer> taken = new TreeMap<>();
    for (long seed = 1; seed <= 400; seed++) {
      patients(PatientFraction.sample(all, 0.25, seed), Split.TRAIN)
          .forEach(patient -> taken.merge(patient, 1, Integer::sum));
    }
    assertThat(taken).hasSize(n);
    // binomial: 100 +- 8.7; five sigma
    assertThat(taken.values()).allSatisfy(times -> assertThat(times).isBetween(57, 143));
  }

  @Test
  void aLabelThatKeepsTooLittleIsRefusedWithItsCounts() {
    ImageList all = random(700, 1);
    int val = (int) all.rows(Split.VAL).stream().filter(row -> row.targets()[0] > 0.5f).count();
    assertThatThrownBy(() -> PatientFraction.take(all, 0.05, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("memory.csv: of 0.05 of the patients (seed 1)")
        .hasMessageContaining("label finding0, split val: 0 of " + val + " positive rows\n")
        .hasMessageContaining("at least 2 positive and 2 negative rows");
    assertThat(PatientFraction.take(all, 1, 1).rows()).isEqualTo(all.rows());
    ImageList more = random(2000, 1);
    assertThat(PatientFraction.take(more, 0.5, 1).rows()).hasSizeLessThan(more.rows().size());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
  void aShareOutOfRangeIsAUsageError(double fraction) {
    assertThatThrownBy(() -> PatientFraction.take(random(50, 1), fraction, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("more than 0 and at most 1");
  }

  @Test
  void aListWithoutSplitsIsAMistake() {
    ImageList list = ListFixture.list(1, ListFixture.constant(10, 1f));
    assertThatThrownBy(() -> PatientFraction.take(list, 0.5, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
