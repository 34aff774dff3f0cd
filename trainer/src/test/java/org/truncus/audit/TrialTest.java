package org.truncus.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truncus.metric.PatientBootstrap;

/** One measure against one contrast. */
class TrialTest {

  private static final int ROWS = 240;
  private static final Trial TRIAL = new Trial(new PatientBootstrap(300, 7));

  /** Rows of patients with {@code each} images, labels by patient. */
  private static Contrast contrast(int each, Random random) {
    boolean[] positives = new boolean[ROWS];
    String[] patients = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      patients[i] = "p" + i / each;
      positives[i] = i % each == 0 ? random.nextDouble() < 0.4 : positives[i - 1];
    }
    return new Contrast(
        "finding", Contrast.Against.REST, IntStream.range(0, ROWS).toArray(), positives, patients);
  }

  private static Measure.Category category(java.util.function.IntFunction<String> value) {
    String[] values = IntStream.range(0, ROWS).mapToObj(value).toArray(String[]::new);
    return new Measure.Category("column", Source.COLUMN, values);
  }

  @Test
  void aNameForEveryRowOrEveryPatientPredictsNothing() {
    Contrast contrast = contrast(3, new Random(1));
    Predictor rows = TRIAL.of(category(i -> "row " + i), contrast).orElseThrow();
    assertThat(rows.auroc().value()).isEqualTo(0.5);
    assertThat(rows.verdict()).isEqualTo(Verdict.NONE);
    Predictor patients = TRIAL.of(category(i -> contrast.patients()[i]), contrast).orElseThrow();
    assertThat(patients.auroc().value()).isEqualTo(0.5);
    assertThat(patients.verdict()).isEqualTo(Verdict.NONE);
  }

  /** Two rows of one patient share a name: in sample that would tell all. */
  @Test
  void aCategoryIsScoredByOtherPatients() {
    boolean[] positives = {true, true, true, true, false, false, false, false, false, false};
    String[] patients = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    String[] names = {"x", "x", "x", "y", "y", "y", "y", "y", "x", "y"};
    Contrast contrast =
        new Contrast(
            "finding",
            Contrast.Against.REST,
            IntStream.range(0, 10).toArray(),
            positives,
            patients);
    double[] scores = OutOfFoldRate.of(names, contrast, 3);
    // a's fold holds one other patient; x without them: 2 positives of 3, or 1 or 2 of 2; and 0.4
    assertThat(scores[0]).isIn((2 + 0.4) / (3 + 1), (1 + 0.4) / (2 + 1), (2 + 0.4) / (2 + 1));
    // d is the one positive of y: whoever is in the fold with d, the others have none
    assertThat(scores[3]).isIn(0.4 / (5 + 1), 0.4 / (4 + 1), 0.4 / (6 + 1));
    assertThat(scores[4]).isLessThan(scores[0]);
  }

  @Test
  void aNumberCountsInTheDirectionThatFits() {
    Contrast contrast = contrast(1, new Random(2));
    double[] values =
        IntStream.range(0, ROWS).mapToDouble(i -> contrast.positives()[i] ? -i : i + 1).toArray();
    values[5] = Double.NaN;
    Predictor found =
        TRIAL.of(new Measure.Quantity("n", Source.FILE, values), contrast).orElseThrow();
    assertThat(found.auroc().value()).isEqualTo(1);
    assertThat(found.auroc().ci95().low()).isEqualTo(1);
    assertThat(found.tells()).isEqualTo("smaller with it");
    assertThat(found.contrast().rows()).hasSize(ROWS - 1);
    assertThat(found.verdict()).isEqualTo(Verdict.SHORTCUT);
  }

  @Test
  void tooFewPatientsGiveNoVerdict() {
    Contrast contrast =
        new Contrast(
            "finding",
            Contrast.Against.REST,
            IntStream.range(0, 40).toArray(),
            booleans(40, 4),
            IntStream.range(0, 40).mapToObj(i -> "p" + i).toArray(String[]::new));
    double[] values = IntStream.range(0, 40).mapToDouble(i -> -i).toArray();
    Predictor found =
        TRIAL.of(new Measure.Quantity("n", Source.FILE, values), contrast).orElseThrow();
    assertThat(found.auroc().value()).isEqualTo(1);
    assertThat(found.verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  private static boolean[] booleans(int size, int positives) {
    boolean[] all = new boolean[size];
    java.util.Arrays.fill(all, 0, positives, true);
    return all;
  }

  /**
   * Noise that the images of a patient share, on 200 lists: rows taken as independent would be
   * flagged far more often.
   */
  @Test
  void noiseIsFlaggedRarely() {
    int flags = 0;
    double sum = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      Contrast contrast = contrast(3, random);
      double[] values = new double[ROWS];
      String[] names = new String[ROWS];
      for (int i = 0; i < ROWS; i++) {
        values[i] = i % 3 == 0 ? random.nextGaussian() : values[i - 1] + 0.1;
        names[i] = i % 3 == 0 ? "s" + random.nextInt(4) : names[i - 1];
      }
      Predictor number =
          TRIAL.of(new Measure.Quantity("n", Source.FILE, values), contrast).orElseThrow();
      Predictor category =
          TRIAL.of(new Measure.Category("c", Source.COLUMN, names), contrast).orElseThrow();
      flags += (number.verdict().isFlag() ? 1 : 0) + (category.verdict().isFlag() ? 1 : 0);
      sum += category.auroc().value();
      assertThat(number.verdict()).isNotEqualTo(Verdict.SHORTCUT);
      assertThat(category.verdict()).isNotEqualTo(Verdict.SHORTCUT);
    }
    assertThat(flags).isLessThanOrEqualTo(4);
    assertThat(sum / 100).isCloseTo(0.5, within(0.04));
  }
}
