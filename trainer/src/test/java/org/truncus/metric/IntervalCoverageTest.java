package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the 95 % intervals of a report hold the truth. Positives score N(1,1) and negatives
 * N(0,1); a patient's images share part of their score and are all positive or all negative. In the
 * gate 200 studies of 400 replicates, with bounds four standard deviations of 200 draws wide; by
 * hand {@code -Dtruncus.coverage.studies=1000 -Dtruncus.coverage.replicates=2000}, which prints the
 * shares and holds them to 93 to 97 %. Studies are spread over the processors, each with its own
 * seed.
 */
class IntervalCoverageTest {

  private static final int STUDIES = Integer.getInteger("truncus.coverage.studies", 200);
  private static final int REPLICATES = Integer.getInteger("truncus.coverage.replicates", 400);

  /** Phi(1 / sqrt 2). */
  private static final double AUROC = 0.7602499389;

  private static final double SENSITIVITY_AT_1 = 0.5;

  /** Shares of the studies whose interval held the truth. */
  private record Coverage(
      double auroc,
      double averagePrecision,
      double sensitivity,
      double percentilesOfAuroc,
      double percentilesOfAveragePrecision) {}

  @ParameterizedTest
  @CsvSource({"20,80,1,0.5", "40,80,1,0.5", "40,80,3,0.8", "100,400,1,0.5", "60,240,2,0.8"})
  void intervalsHoldTheTruthAsOftenAsTheySay(
      int positives, int negatives, int images, double shared) {
    Coverage found = coverage(positives, negatives, images, shared);

    double slack = 4 * Math.sqrt(0.95 * 0.05 / STUDIES);
    double least = STUDIES < 1000 ? 0.94 - slack : 0.93;
    double most = STUDIES < 1000 ? 1 : 0.97;
    for (double share : List.of(found.auroc, found.averagePrecision, found.sensitivity)) {
      assertThat(share).as("%s", found).isBetween(least, most);
    }
  }

  @Test
  void percentilesCoverLessWithFewPositives() {
    Coverage found = coverage(20, 80, 1, 0.5);

    assertThat(found.averagePrecision)
        .as("%s", found)
        .isGreaterThan(found.percentilesOfAveragePrecision);
    assertThat(found.auroc).as("%s", found).isGreaterThanOrEqualTo(found.percentilesOfAuroc);
  }

  private static Coverage coverage(int positives, int negatives, int images, double shared) {
    double truth = averagePrecisionOfAll((double) positives / (positives + negatives));
    long[] held = new long[5];
    IntStream.range(0, STUDIES)
        .parallel()
        .mapToObj(seed -> held(study(seed, positives, negatives, images, shared), seed, truth))
        .forEachOrdered(
            one -> {
              for (int i = 0; i < held.length; i++) {
                held[i] += one[i] ? 1 : 0;
              }
            });
    double n = STUDIES;
    Coverage found = new Coverage(held[0] / n, held[1] / n, held[2] / n, held[3] / n, held[4] / n);
    if (STUDIES > 200) {
      System.out.printf(
          Locale.ROOT,
          "%d+%d patients, %d images, shared %.1f: AUROC %.3f (percentiles %.3f), AP %.3f"
              + " (percentiles %.3f), sensitivity %.3f%n",
          positives,
          negatives,
          images,
          shared,
          found.auroc,
          found.percentilesOfAuroc,
          found.averagePrecision,
          found.percentilesOfAveragePrecision,
          found.sensitivity);
    }
    return found;
  }

  /** Whether the intervals of one study hold the truth, in the order of {@link Coverage}. */
  private static boolean[] held(LabelSample sample, int seed, double truth) {
    PatientIndex index = PatientIndex.of(sample.patients(), sample.positives());
    PatientBootstrap bootstrap = new PatientBootstrap(REPLICATES, seed);
    RankSweep sweep = new RankSweep(sample, index, false);
    List<Bootstrapped> areas = bootstrap.estimates(index, sweep);
    RateEstimate sensitivity =
        ThresholdRates.of(sample, new double[] {1}, Double.NaN, bootstrap)
            .get(0)
            .rates()
            .get(Rate.SENSITIVITY);
    List<Replicates> drawn = bootstrap.draw(index, sweep);
    return new boolean[] {
      areas.get(RankSweep.AUROC).ci95().contains(AUROC),
      areas.get(RankSweep.AVERAGE_PRECISION).ci95().contains(truth),
      sensitivity.interval().contains(SENSITIVITY_AT_1),
      drawn.get(RankSweep.AUROC).interval().contains(AUROC),
      drawn.get(RankSweep.AVERAGE_PRECISION).interval().contains(truth)
    };
  }

  private static LabelSample study(
      int seed, int positives, int negatives, int images, double shared) {
    Random random = new Random(71 + 1_000_003L * seed);
    int n = (positives + negatives) * images;
    double[] scores = new double[n];
    boolean[] y = new boolean[n];
    List<String> patients = new ArrayList<>();
    double own = Math.sqrt(1 - shared * shared);
    for (int p = 0; p < positives + negatives; p++) {
      double effect = random.nextGaussian();
      for (int i = p * images; i < (p + 1) * images; i++) {
        y[i] = p < positives;
        scores[i] = shared * effect + own * random.nextGaussian() + (y[i] ? 1 : 0);
        patients.add("P" + p);
      }
    }
    return new LabelSample(scores, scores, y, patients.toArray(String[]::new));
  }

  /** The precision at every recall of the whole population, by the midpoint rule. */
  private static double averagePrecisionOfAll(double prevalence) {
    double sum = 0;
    double step = 1e-3;
    for (double t = -8 + step / 2; t < 10; t += step) {
      double found = prevalence * upper(t - 1);
      double precision = found / (found + (1 - prevalence) * upper(t));
      sum += precision * Math.exp(-(t - 1) * (t - 1) / 2) / Math.sqrt(2 * Math.PI) * step;
    }
    return sum;
  }

  private static double upper(double z) {
    double half = Normal.twoSided(z) / 2;
    return z > 0 ? half : 1 - half;
  }
}
