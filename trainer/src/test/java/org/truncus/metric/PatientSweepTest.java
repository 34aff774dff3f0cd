package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Draws of patients and what is read off them in one pass over sorted rows. */
class PatientSweepTest {

  private static String[] patients(int n, int of, Random random) {
    return random.ints(n, 0, of).mapToObj(p -> "P" + p).toArray(String[]::new);
  }

  /** The rows of the patients, as often as these are weighted. */
  private static Ranks rows(Ranks sample, String[] patients, PatientIndex index, int[] weights) {
    int[] numbers = index.numbers(patients);
    return sample.expanded(IntStream.of(numbers).map(p -> weights[p]).toArray());
  }

  @Test
  void weighingPatientsIsTheSameAsRepeatingTheirRows() {
    long seed = 41;
    Random random = new Random(seed);
    for (int trial = 0; trial < 40; trial++) {
      Ranks sample = Ranks.random(60, 1 + trial % 25, random);
      String[] patients = patients(60, 25, random);
      LabelSample label = sample.of(patients);
      PatientIndex index = PatientIndex.of(patients, sample.positives);
      int[] weights = random.ints(index.size(), 0, 4).toArray();
      Ranks rows = rows(sample, patients, index, weights);
      RankSweep sweep = new RankSweep(label, index, true);
      double[] found = new double[sweep.size()];
      sweep.of(weights, found);
      String as = "seed " + seed + ", trial " + trial;
      same(as, found[RankSweep.AUROC], Auroc.of(rows.scores, rows.positives));
      same(
          as, found[RankSweep.AVERAGE_PRECISION], AveragePrecision.of(rows.scores, rows.positives));
      same(as, found[RankSweep.TRAPEZOID], TrapezoidAuprc.of(rows.scores, rows.positives));
      curves(as, found, rows);
      double[] losses = new double[2];
      new ProbabilityLosses.Statistic(label, index).of(weights, losses);
      same(as, losses[0], Brier.of(rows.scores, rows.positives));
      same(as, losses[1], LogLoss.of(rows.scores, rows.positives));
      ThresholdRates.Statistic rates =
          new ThresholdRates.Statistic(label, index, new double[] {0.3, 0.6}, 0.1);
      double[] found2 = new double[rates.size()];
      rates.of(weights, found2);
      Confusion at = Confusion.at(rows.scores, rows.positives, 0.6);
      int next = Rate.values().length; // behind the rates of the first threshold
      for (Rate rate : Rate.values()) {
        same(as, found2[next++], rate.of(at, 0.1));
      }
    }
  }

  private static void same(String as, double actual, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(actual).as(as).isNaN();
    } else {
      assertThat(actual).as(as).isCloseTo(expected, within(1e-12));
    }
  }

  /** Against the curves themselves, read by searching them. */
  private static void curves(String as, double[] found, Ranks rows) {
    List<RocCurve.Point> roc = RocCurve.of(rows.scores, rows.positives).points();
    List<PrecisionRecallCurve.Point> pr =
        PrecisionRecallCurve.of(rows.scores, rows.positives).points();
    for (int k = 0; k < CurveBand.POINTS && !roc.isEmpty(); k++) {
      double x = k / 200.0;
      same(as + " at " + x, found[RankSweep.AREAS + k], sensitivityAt(roc, x));
      double precision =
          pr.stream()
              .filter(point -> point.recall() > 0 && point.recall() >= x - 1e-12)
              .findFirst()
              .orElseThrow()
              .precision();
      same(as + " at " + x, found[RankSweep.AREAS + CurveBand.POINTS + k], precision);
    }
  }

  /** Linear between the last point at or below a rate and the first above. */
  private static double sensitivityAt(List<RocCurve.Point> roc, double rate) {
    int i = 0;
    while (i + 1 < roc.size() && roc.get(i + 1).falsePositiveRate() <= rate + 1e-12) {
      i++;
    }
    RocCurve.Point from = roc.get(i);
    if (i + 1 == roc.size()) {
      return from.sensitivity();
    }
    RocCurve.Point to = roc.get(i + 1);
    double share =
        (rate - from.falsePositiveRate()) / (to.falsePositiveRate() - from.falsePositiveRate());
    return from.sensitivity() + Math.max(0, share) * (to.sensitivity() - from.sensitivity());
  }

  @Test
  void everyPatientIsDrawnOnceOnAverageAndStrataKeepTheirSize() {
    int[] strata = {0, 3, 3, 10, 11};
    double[] sums = new double[11];
    int draws = 20_000;
    int[] weights = new int[11];
    for (int d = 0; d < draws; d++) {
      PatientDraw.draw(d, strata, weights);
      for (int s = 0; s + 1 < strata.length; s++) {
        assertThat(IntStream.range(strata[s], strata[s + 1]).map(p -> weights[p]).sum())
            .isEqualTo(strata[s + 1] - strata[s]);
      }
      for (int p = 0; p < 11; p++) {
        sums[p] += weights[p];
      }
    }
    for (double sum : sums) {
      // at most one standard deviation a draw
      assertThat(sum / draws).isCloseTo(1, within(4 / Math.sqrt(draws)));
    }
  }

  @Test
  void theRarestLabelIsKeptInEveryResampleOfAllLabels() {
    Random random = new Random(42);
    List<LabelSample> samples = new ArrayList<>();
    String[] patients = patients(200, 80, random);
    for (int positive : new int[] {3, 40, 100}) {
      boolean[] positives = new boolean[200];
      random.ints(positive, 0, 200).forEach(i -> positives[i] = true);
      double[] scores = random.doubles(200).toArray();
      samples.add(new LabelSample(scores, scores, positives, patients));
    }
    PatientIndex index = PatientIndex.of(samples);
    MacroSweep sweep = MacroSweep.of(samples, index);
    int[] weights = new int[index.size()];
    double[] values = new double[RankSweep.AREAS];
    for (int seed = 0; seed < 500; seed++) {
      PatientDraw.draw(seed, index.strata(), weights);
      sweep.of(weights, values);
      assertThat(values).doesNotContain(Double.NaN);
    }
  }

  @Test
  void oneThreadGivesWhatManyGive() throws InterruptedException, ExecutionException {
    Random random = new Random(43);
    LabelSample sample = Ranks.random(300, 100, random).of(patients(300, 90, random));
    PatientBootstrap bootstrap = new PatientBootstrap(257, 7);
    Discrimination many = Discrimination.of(sample, bootstrap);
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      Discrimination alone = one.submit(() -> Discrimination.of(sample, bootstrap)).get();
      assertThat(alone.auroc()).isEqualTo(many.auroc());
      assertThat(alone.averagePrecision()).isEqualTo(many.averagePrecision());
      assertThat(alone.roc().low()).isEqualTo(many.roc().low());
      assertThat(alone.precisionRecall().high()).isEqualTo(many.precisionRecall().high());
    } finally {
      one.shutdown();
    }
  }

  @Test
  void bandsHoldTheCurveAndCopiesOfImagesDoNotNarrowThem() {
    int[] four = IntStream.generate(() -> 4).limit(100).toArray();
    Ranks sample = Ranks.random(100, 300, new Random(44)).expanded(four);
    String[] patients = IntStream.range(0, 400).mapToObj(i -> "P" + i / 4).toArray(String[]::new);
    CurveBand wide = Discrimination.of(sample.of(patients), new PatientBootstrap(400, 1)).roc();
    CurveBand narrow =
        Discrimination.of(sample.of(Ranks.ownPatients(400)), new PatientBootstrap(400, 1)).roc();
    assertThat(narrow.x()).hasSize(CurveBand.POINTS).startsWith(0, 0.005).endsWith(1);
    assertThat(narrow.y()[200]).isEqualTo(1);
    double widths = 0;
    double narrowWidths = 0;
    for (int k = 0; k < CurveBand.POINTS; k++) {
      assertThat(narrow.y()[k]).isBetween(narrow.low()[k], narrow.high()[k]);
      assertThat(narrow.low()[k]).isGreaterThanOrEqualTo(k == 0 ? 0 : narrow.low()[k - 1]);
      widths += wide.high()[k] - wide.low()[k];
      narrowWidths += narrow.high()[k] - narrow.low()[k];
    }
    // a quarter of the independent rows: twice the width
    assertThat(widths / narrowWidths).isBetween(1.7, 2.3);
  }

  @Test
  void fewPatientsHaveNumbersWithoutIntervals() {
    Ranks sample = Ranks.of(100, 3, 8, 20, 21);
    Discrimination found =
        Discrimination.of(sample.of(Ranks.ownPatients(100)), new PatientBootstrap(100, 1));
    assertThat(found.positivePatients()).isEqualTo(4);
    assertThat(found.enoughPatients()).isFalse();
    assertThat(found.auroc().value()).isEqualTo(Auroc.of(sample.scores, sample.positives));
    assertThat(found.auroc().ci95().isDefined()).isFalse();
    assertThat(found.roc().isDefined()).isTrue();
    assertThat(found.roc().low()).containsOnly(Double.NaN);
    ThresholdRates at =
        ThresholdRates.of(
                sample.of(Ranks.ownPatients(100)),
                new double[] {0.9},
                Double.NaN,
                new PatientBootstrap(100, 1))
            .get(0);
    assertThat(at.rates().get(Rate.F1).method()).isEqualTo(RateEstimate.Method.NONE);
    assertThat(at.rates().get(Rate.PPV).method()).isEqualTo(RateEstimate.Method.WILSON);
    assertThat(at.rates()).doesNotContainKey(Rate.PPV_AT_PREVALENCE);
  }

  @Test
  void patientsWithRowsOfBothKindsCountForEither() {
    Ranks sample = Ranks.random(60, 20, new Random(46));
    String[] slides = new String[60];
    Arrays.setAll(slides, i -> "slide " + i % 10);
    Discrimination found = Discrimination.of(sample.of(slides), new PatientBootstrap(200, 1));
    assertThat(found.patients()).isEqualTo(10);
    assertThat(found.positivePatients()).isGreaterThan(5);
    assertThat(found.negativePatients()).isGreaterThan(5);
    assertThat(found.enoughPatients()).isTrue();
    assertThat(found.auroc().ci95().isDefined()).isTrue();
  }

  @Test
  void oneClassIsUndefinedAndTakesNoPartInTheMean() {
    Ranks two = Ranks.random(40, 20, new Random(45));
    LabelSample defined = two.of(Ranks.ownPatients(40));
    LabelSample one =
        new LabelSample(two.scores, two.scores, new boolean[40], Ranks.ownPatients(40));
    PatientBootstrap bootstrap = new PatientBootstrap(50, 1);
    Discrimination none = Discrimination.of(one, bootstrap);
    assertThat(none.isDefined()).isFalse();
    assertThat(none.auroc()).isEqualTo(Bootstrapped.undefined());
    assertThat(none.averagePrecision().isDefined()).isFalse();
    assertThat(none.roc().isDefined()).isFalse();
    MacroDiscrimination macro = MacroDiscrimination.macro(List.of(defined, one), bootstrap);
    assertThat(macro.labels()).isEqualTo(1);
    assertThat(macro.of()).isEqualTo(2);
    assertThat(macro.auroc()).isEqualTo(Discrimination.of(defined, bootstrap).auroc());
    MacroDiscrimination nothing = MacroDiscrimination.macro(List.of(one), bootstrap);
    assertThat(nothing.labels()).isZero();
    assertThat(nothing.auroc().isDefined()).isFalse();
    assertThat(PairedDiscrimination.of(one, one, bootstrap).auroc().isDefined()).isFalse();
    assertThat(
            PairedDiscrimination.macro(List.of(one), List.of(one), bootstrap).auroc().isDefined())
        .isFalse();
  }

  @Test
  void pairedDifferences() {
    Random random = new Random(46);
    Ranks sample = Ranks.random(300, 250, random);
    String[] patients = patients(300, 100, random);
    double[] noisy = new double[300];
    for (int i = 0; i < 300; i++) {
      noisy[i] = sample.scores[i] + 2 * random.nextGaussian();
    }
    LabelSample good = sample.of(patients);
    LabelSample bad = new LabelSample(noisy, noisy, sample.positives, patients);
    PatientBootstrap bootstrap = new PatientBootstrap(999, 3);
    PairedDiscrimination same = PairedDiscrimination.of(good, good, bootstrap);
    assertThat(same.auroc()).isEqualTo(new Difference(0, new Interval(0, 0), 1));
    assertThat(same.auroc().insideTheNoise()).isTrue();
    PairedDiscrimination found = PairedDiscrimination.of(bad, bad, bootstrap);
    assertThat(found.averagePrecision().value()).isZero();
    PairedDiscrimination turned = PairedDiscrimination.of(bad, good, bootstrap);
    PairedDiscrimination straight = PairedDiscrimination.of(good, bad, bootstrap);
    assertThat(straight.auroc().value())
        .isEqualTo(Auroc.of(sample.scores, sample.positives) - Auroc.of(noisy, sample.positives));
    assertThat(turned.auroc().value()).isEqualTo(-straight.auroc().value());
    assertThat(turned.auroc().ci95().low())
        .isCloseTo(-straight.auroc().ci95().high(), within(1e-12));
    assertThat(turned.auroc().p()).isEqualTo(straight.auroc().p());
    assertThat(PairedDiscrimination.macro(List.of(good), List.of(bad), bootstrap))
        .isEqualTo(straight);
    assertThatThrownBy(
            () -> PairedDiscrimination.of(good, sample.of(Ranks.ownPatients(300)), bootstrap))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBootstrapsPIsTwiceTheRarerSide() {
    double[] values = {-1, 0, 1, 2, 3, 4, 5, 6, 7, Double.NaN};
    assertThat(Replicates.of(values).p()).isCloseTo(2 * 3 / 10.0, within(1e-15));
    assertThat(Replicates.of(new double[] {1, 2, 3}).p()).isEqualTo(0.5);
    assertThat(Replicates.of(new double[] {0, 0, 0}).p()).isEqualTo(1);
    assertThat(Replicates.of(new double[] {Double.NaN}).p()).isNaN();
  }
}
