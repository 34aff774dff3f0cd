package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How often 95 % intervals hold the truth, in 300 simulated studies. 95 % of 300 is 285 with a
 * standard deviation of 3.8; bounds are four of these below and above, plus what a small sample
 * costs. Truths are of the areas for scores N(1,1) of positives over N(0,1) of negatives.
 */
class CoverageTest {

  private static final int STUDIES = 300;
  private static final int PATIENTS = 120;

  /** Phi(1 / sqrt 2). */
  private static final double AUROC = 0.7602499389;

  private static final double SENSITIVITY_AT_1 = 0.5;

  /** Patients with one to three images whose scores share what is the patient's. */
  private static final class Study {

    private final double[] scores;
    private final double[] others;
    private final boolean[] positives;
    private final String[] patients;

    Study(Random random, int images, double shared) {
      int n = PATIENTS * images;
      scores = new double[n];
      others = new double[n];
      positives = new boolean[n];
      patients = new String[n];
      double own = Math.sqrt(1 - shared * shared);
      for (int p = 0; p < PATIENTS; p++) {
        double effect = random.nextGaussian();
        for (int i = p * images; i < (p + 1) * images; i++) {
          patients[i] = "P" + p;
          positives[i] = p % 3 == 0;
          double shift = positives[i] ? 1 : 0;
          scores[i] = shared * effect + own * random.nextGaussian() + shift;
          others[i] = shared * effect + own * random.nextGaussian() + shift;
        }
      }
    }

    LabelSample sample() {
      return new LabelSample(scores, scores, positives, patients);
    }

    LabelSample other() {
      return new LabelSample(others, others, positives, patients);
    }
  }

  /** Whether a study's interval holds the truth. */
  private interface Holds {
    boolean of(Study study, long seed);
  }

  private static long covered(long seed, int images, double shared, Holds holds) {
    Random random = new Random(seed);
    return IntStream.range(0, STUDIES)
        .filter(study -> holds.of(new Study(random, images, shared), study))
        .count();
  }

  @Test
  void deLongOfIndependentRows() {
    long seed = 21;
    assertThat(
            covered(
                seed,
                1,
                0.5,
                (study, s) ->
                    DeLong.of(study.scores, study.positives).logitInterval().contains(AUROC)))
        .as("seed %d", seed)
        .isBetween(268L, 298L);
  }

  @Test
  void deLongOfPatientsWithSeveralImagesIsTooNarrowAndTheBootstrapIsNot() {
    long seed = 22;
    Holds byDeLong =
        (study, s) -> DeLong.of(study.scores, study.positives).logitInterval().contains(AUROC);
    Holds byBootstrap = (study, s) -> area(study, RankSweep.AUROC, s).contains(AUROC);
    assertThat(covered(seed, 3, 0.9, byDeLong)).as("seed %d", seed).isLessThan(250);
    assertThat(covered(seed, 3, 0.9, byBootstrap)).as("seed %d", seed).isBetween(264L, 298L);
  }

  private static Interval area(Study study, int area, long seed) {
    PatientIndex patients = PatientIndex.of(study.patients, study.positives);
    return new PatientBootstrap(200, seed)
        .estimates(patients, new RankSweep(study.sample(), patients, false))
        .get(area)
        .ci95();
  }

  @Test
  void averagePrecision() {
    long seed = 23;
    double truth = averagePrecisionOfAll(1 / 3.0);
    Holds holds = (study, s) -> area(study, RankSweep.AVERAGE_PRECISION, s).contains(truth);
    assertThat(covered(seed, 2, 0.7, holds)).as("seed %d", seed).isBetween(258L, 298L);
  }

  /** The precision at every recall of the whole population, by the midpoint rule. */
  private static double averagePrecisionOfAll(double prevalence) {
    double sum = 0;
    double step = 1e-3;
    for (double t = -8 + step / 2; t < 10; t += step) {
      double recall = upper(t - 1);
      double precision = prevalence * recall / (prevalence * recall + (1 - prevalence) * upper(t));
      sum += precision * Math.exp(-(t - 1) * (t - 1) / 2) / Math.sqrt(2 * Math.PI) * step;
    }
    return sum;
  }

  private static double upper(double z) {
    double half = Normal.twoSided(z) / 2;
    return z > 0 ? half : 1 - half;
  }

  @Test
  void aDifferenceOfNothing() {
    long seed = 24;
    Holds holds =
        (study, s) -> {
          Difference found =
              PairedDiscrimination.of(study.sample(), study.other(), new PatientBootstrap(200, s))
                  .auroc();
          assertThat(found.p() > 0.06 && !found.insideTheNoise()).isFalse();
          assertThat(found.p() < 0.04 && found.insideTheNoise()).isFalse();
          return found.insideTheNoise();
        };
    assertThat(covered(seed, 2, 0.7, holds)).as("seed %d", seed).isBetween(264L, 298L);
  }

  @Test
  void deLongsTestOfNothing() {
    long seed = 25;
    Holds holds =
        (study, s) -> {
          PairedDeLong test = PairedDeLong.of(study.scores, study.others, study.positives);
          assertThat(test.p() >= 0.05).isEqualTo(test.interval().contains(0));
          return test.p() >= 0.05;
        };
    assertThat(covered(seed, 1, 0.7, holds)).as("seed %d", seed).isBetween(268L, 298L);
  }

  @Test
  void sensitivityByWilsonAndByTheBootstrap() {
    long seed = 26;
    assertThat(covered(seed, 1, 0.5, (study, s) -> sensitivity(study, s, false)))
        .as("seed %d", seed)
        .isBetween(264L, 299L);
    assertThat(covered(seed, 3, 0.9, (study, s) -> sensitivity(study, s, true)))
        .as("seed %d", seed)
        .isBetween(258L, 298L);
    assertThat(
            covered(
                seed,
                3,
                0.9,
                (study, s) ->
                    Confusion.at(study.scores, study.positives, 1)
                        .sensitivityCi()
                        .contains(SENSITIVITY_AT_1)))
        .as("seed %d", seed)
        .isLessThan(250);
  }

  private static boolean sensitivity(Study study, long seed, boolean clustered) {
    RateEstimate found =
        ThresholdRates.of(
                study.sample(), new double[] {1}, Double.NaN, new PatientBootstrap(200, seed))
            .get(0)
            .rates()
            .get(Rate.SENSITIVITY);
    assertThat(found.method())
        .isEqualTo(clustered ? RateEstimate.Method.BOOTSTRAP : RateEstimate.Method.WILSON);
    return found.interval().contains(SENSITIVITY_AT_1);
  }
}
