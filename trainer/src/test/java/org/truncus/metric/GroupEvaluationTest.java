package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupEvaluationTest {

  private static final long SEED = 51;
  private static final PatientBootstrap BOOTSTRAP = new PatientBootstrap(400, 3);

  /** Patients of two images, every other patient in the first group, where scores are worse. */
  private static LabelSample sample(int patients, double shiftOfFirst, double shiftOfSecond) {
    Random random = new Random(SEED);
    int n = 2 * patients;
    double[] scores = new double[n];
    boolean[] positives = new boolean[n];
    String[] names = new String[n];
    for (int i = 0; i < n; i++) {
      int patient = i / 2;
      positives[i] = patient % 3 == 0;
      double shift = patient % 2 == 0 ? shiftOfFirst : shiftOfSecond;
      scores[i] = random.nextGaussian() + (positives[i] ? shift : 0);
      names[i] = "p" + patient;
    }
    return new LabelSample(scores, scores, positives, names);
  }

  private static int[] rows(int n, int group) {
    return IntStream.range(0, n).filter(i -> i / 2 % 2 == group).toArray();
  }

  @Test
  void numbersAndGapsAreThoseOfTheRows() {
    LabelSample whole = sample(60, 0.5, 2);
    int[] rows = rows(120, 0);
    GroupEvaluation found = GroupEvaluation.of(whole, List.of(rows), 1, BOOTSTRAP).get(0);
    LabelSample own = whole.rows(rows);

    assertThat(found.patients()).isEqualTo(30);
    double auroc = Auroc.of(own.scores(), own.positives());
    assertThat(found.auroc().value()).isEqualTo(auroc);
    assertThat(found.aurocGap().value())
        .isCloseTo(auroc - Auroc.of(whole.scores(), whole.positives()), within(1e-12));
    Confusion at = Confusion.at(own.scores(), own.positives(), 1);
    assertThat(found.rates().at()).isEqualTo(at);
    assertThat(found.rateGaps().get(Rate.SPECIFICITY).value())
        .isCloseTo(
            at.specificity() - Confusion.at(whole.scores(), whole.positives(), 1).specificity(),
            within(1e-12));
  }

  @Test
  void theWholeHasNoGapToItselfOnAnyResample() {
    LabelSample whole = sample(60, 1, 1);
    GroupEvaluation found =
        GroupEvaluation.of(whole, List.of(IntStream.range(0, 120).toArray()), 1, BOOTSTRAP).get(0);

    assertThat(found.aurocGap().ci95()).isEqualTo(new Interval(0, 0));
    assertThat(found.auroc()).isEqualTo(Discrimination.of(whole, BOOTSTRAP).auroc());
  }

  @Test
  void aWorseGroupStandsOutAndAnEqualOneDoesNot() {
    int[] first = rows(600, 0);
    GroupEvaluation worse =
        GroupEvaluation.of(sample(300, 0.3, 2), List.of(first), Double.NaN, BOOTSTRAP).get(0);
    assertThat(worse.aurocGap().ci95().high()).as("seed %d", SEED).isNegative();
    assertThat(worse.rates()).isNull();

    GroupEvaluation equal =
        GroupEvaluation.of(sample(300, 1, 1), List.of(first), Double.NaN, BOOTSTRAP).get(0);
    assertThat(equal.aurocGap().insideTheNoise()).as("seed %d", SEED).isTrue();
  }

  @Test
  void aGroupOfFewPatientsHasNoIntervalAndAnEmptyOneNothing() {
    LabelSample whole = sample(60, 1, 1);
    List<GroupEvaluation> found =
        GroupEvaluation.of(
            whole, List.of(IntStream.range(0, 12).toArray(), new int[0]), 1, BOOTSTRAP);

    assertThat(found.get(0).auroc().isDefined()).isTrue();
    assertThat(found.get(0).auroc().ci95().isDefined()).isFalse();
    assertThat(found.get(0).aurocGap().ci95().isDefined()).isFalse();
    assertThat(found.get(1).auroc().isDefined()).isFalse();
  }
}
