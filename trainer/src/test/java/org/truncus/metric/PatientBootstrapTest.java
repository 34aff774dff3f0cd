package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatientBootstrapTest {

  @Test
  void countingRowsIsTheSameAsRepeatingThem() {
    Random random = new Random(77);
    for (int trial = 0; trial < 200; trial++) {
      Ranks sample = Ranks.random(40, 1 + trial % 15, random);
      int[] counts = random.ints(40, 0, 4).toArray();
      Ranks rows = sample.expanded(counts);
      same(
          Auroc.sample(sample.scores, sample.positives),
          counts,
          Auroc.of(rows.scores, rows.positives));
      same(
          AveragePrecision.sample(sample.scores, sample.positives),
          counts,
          AveragePrecision.of(rows.scores, rows.positives));
      same(
          Brier.sample(sample.scores, sample.positives),
          counts,
          Brier.of(rows.scores, rows.positives));
      same(
          LogLoss.sample(sample.scores, sample.positives),
          counts,
          LogLoss.of(rows.scores, rows.positives));
      same(
          CalibrationError.sample(sample.scores, sample.positives),
          counts,
          CalibrationError.of(rows.scores, rows.positives));
      CalibrationLine line = CalibrationLine.of(rows.scores, rows.positives);
      same(CalibrationLine.slopeSample(sample.scores, sample.positives), counts, line.slope());
      same(
          CalibrationLine.interceptSample(sample.scores, sample.positives),
          counts,
          line.intercept());
      assertThat(Confusion.at(sample.scores, sample.positives, 0.5, counts))
          .isEqualTo(Confusion.at(rows.scores, rows.positives, 0.5));
    }
  }

  private static void same(IntSampleStatistic statistic, int[] counts, double expected) {
    double actual = statistic.of(counts);
    if (Double.isNaN(expected)) {
      assertThat(actual).isNaN();
    } else {
      assertThat(actual).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    Ranks sample = Ranks.random(200, 50, new Random(3));
    IntSampleStatistic auroc = Auroc.sample(sample.scores, sample.positives);
    String[] patients = Ranks.ownPatients(200);
    Interval first = new PatientBootstrap(300, 8).interval(patients, sample.positives, auroc);
    assertThat(new PatientBootstrap(300, 8).interval(patients, sample.positives, auroc))
        .isEqualTo(first);
    assertThat(new PatientBootstrap(300, 9).interval(patients, sample.positives, auroc))
        .isNotEqualTo(first);
    assertThat(first.contains(Auroc.of(sample.scores, sample.positives))).isTrue();
  }

  @Test
  void agreesWithDeLongWherePatientsHaveOneImage() {
    Ranks sample = Ranks.random(800, 200, new Random(5));
    DeLong deLong = DeLong.of(sample.scores, sample.positives);
    Interval interval =
        new PatientBootstrap(2000, 1)
            .interval(
                Ranks.ownPatients(800),
                sample.positives,
                Auroc.sample(sample.scores, sample.positives));
    assertThat(interval.low()).isCloseTo(deLong.interval().low(), within(0.006));
    assertThat(interval.high()).isCloseTo(deLong.interval().high(), within(0.006));
  }

  @Test
  void copiesOfImagesOfOnePatientDoNotNarrowTheInterval() {
    Ranks sample = Ranks.random(100, 30, new Random(6));
    int[] five = new int[100];
    Arrays.fill(five, 5);
    Ranks copies = sample.expanded(five);
    String[] patients = IntStream.range(0, 500).mapToObj(i -> "P" + i / 5).toArray(String[]::new);
    PatientBootstrap bootstrap = new PatientBootstrap(500, 2);
    Interval once =
        bootstrap.interval(
            Ranks.ownPatients(100),
            sample.positives,
            Auroc.sample(sample.scores, sample.positives));
    Interval copied =
        bootstrap.interval(
            patients, copies.positives, Auroc.sample(copies.scores, copies.positives));
    assertThat(copied.low()).isCloseTo(once.low(), within(1e-12));
    assertThat(copied.high()).isCloseTo(once.high(), within(1e-12));
  }

  @Test
  void undefinedReplicatesAreDroppedAndNoneMeansNoInterval() {
    boolean[] positives = {true, false, true, false};
    double[] scores = {0.9, 0.1, 0.8, 0.2};
    String[] patients = {"A", "A", "B", "B"};
    PatientBootstrap bootstrap = new PatientBootstrap(100, 1);
    IntSampleStatistic onlyWithoutA = counts -> counts[0] > 0 ? Double.NaN : 7;
    assertThat(bootstrap.interval(patients, positives, onlyWithoutA)).isEqualTo(new Interval(7, 7));
    assertThat(bootstrap.interval(patients, positives, counts -> Double.NaN).isDefined()).isFalse();
    assertThat(bootstrap.interval(patients, positives, Auroc.sample(scores, positives)))
        .isEqualTo(new Interval(1, 1));
  }

  @Test
  void strataKeepTheirSize() {
    boolean[] positives = new boolean[50];
    positives[7] = true;
    Interval interval =
        new PatientBootstrap(200, 3)
            .interval(
                Ranks.ownPatients(50), positives, counts -> counts[7] + 10 * Samples.sum(counts));
    assertThat(interval).isEqualTo(new Interval(501, 501));
  }

  @Test
  void aDifferenceIsPaired() {
    Ranks sample = Ranks.random(300, 60, new Random(9));
    double[] nearlyTheSame = sample.scores.clone();
    nearlyTheSame[0] = 0;
    IntSampleStatistic first = Auroc.sample(sample.scores, sample.positives);
    IntSampleStatistic second = Auroc.sample(nearlyTheSame, sample.positives);
    PatientBootstrap bootstrap = new PatientBootstrap(500, 4);
    Difference difference =
        bootstrap.difference(Ranks.ownPatients(300), sample.positives, first, second);
    Interval alone = bootstrap.interval(Ranks.ownPatients(300), sample.positives, first);
    Interval paired = difference.ci95();
    assertThat(difference.value())
        .isEqualTo(
            Auroc.of(sample.scores, sample.positives) - Auroc.of(nearlyTheSame, sample.positives));
    assertThat(paired.low()).isGreaterThanOrEqualTo(0);
    assertThat(paired.high() - paired.low()).isLessThan((alone.high() - alone.low()) / 1.5);
    assertThat(bootstrap.difference(Ranks.ownPatients(300), sample.positives, first, first))
        .isEqualTo(new Difference(0, new Interval(0, 0), 1));
  }

  @Test
  void intervalsCoverTheTruthAboutAsOftenAsTheySay() {
    // two patients' images share a patient effect; the truth is the area of N(1,1) over N(0,1)
    double truth = 0.760250;
    Random random = new Random(11);
    int covered = 0;
    int trials = 300;
    for (int t = 0; t < trials; t++) {
      double[] scores = new double[120];
      boolean[] positives = new boolean[120];
      String[] patients = new String[120];
      double effect = 0;
      for (int i = 0; i < 120; i++) {
        effect = i % 2 == 0 ? random.nextGaussian() : effect;
        patients[i] = "P" + i / 2;
        positives[i] = i < 60;
        scores[i] = 0.8 * effect + 0.6 * random.nextGaussian() + (positives[i] ? 1 : 0);
      }
      Interval interval =
          new PatientBootstrap(200, t)
              .interval(patients, positives, Auroc.sample(scores, positives));
      covered += interval.contains(truth) ? 1 : 0;
    }
    // 95 % of 300 is 285 with a standard deviation of 4; small samples cost a little coverage
    assertThat(covered).isBetween(264, 298);
  }
}
