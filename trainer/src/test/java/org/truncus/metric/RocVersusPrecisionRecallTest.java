package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The teaching example of 10 positives among 1000: classifier A puts them within its top 12,
 * classifier B within its top 30. Areas under the ROC curve hardly differ, average precisions do.
 * Expected values are in closed form: E[AUROC] = 1 - (M-10)/(2*990), E[AP] = sum over k of k
 * E[1/r_k] / 10 with P(r_k=r) = C(r-1,k-1) C(M-r,10-k) / C(M,10).
 */
class RocVersusPrecisionRecallTest {

  private static final int[] A = {1, 2, 3, 4, 5, 6, 7, 8, 10, 12};
  private static final int[] B = {2, 4, 5, 9, 10, 11, 15, 24, 25, 29};

  @Test
  void theTwoPublishedDraws() {
    Ranks a = Ranks.of(1000, A);
    Ranks b = Ranks.of(1000, B);
    assertThat(Auroc.of(a.scores, a.positives)).isCloseTo(0.99969697, within(5e-9));
    assertThat(AveragePrecision.of(a.scores, a.positives)).isCloseTo(0.97333333, within(5e-9));
    assertThat(TrapezoidAuprc.of(a.scores, a.positives)).isCloseTo(0.97202020, within(5e-9));
    assertThat(Auroc.of(b.scores, b.positives)).isCloseTo(0.99202020, within(5e-9));
    assertThat(AveragePrecision.of(b.scores, b.positives)).isCloseTo(0.45947266, within(5e-9));
    assertThat(TrapezoidAuprc.of(b.scores, b.positives)).isCloseTo(0.40675928, within(5e-9));
  }

  @Test
  void all66LayoutsOfTheTop12() {
    Draws draws = new Draws();
    double trapezoid = 0;
    for (int first = 1; first <= 12; first++) {
      for (int second = first + 1; second <= 12; second++) {
        Ranks layout = allBut(first, second);
        draws.add(
            Auroc.of(layout.scores, layout.positives),
            AveragePrecision.of(layout.scores, layout.positives));
        trapezoid += TrapezoidAuprc.of(layout.scores, layout.positives) / 66;
      }
    }
    assertThat(mean(draws.aurocs)).isCloseTo(1 - 2 / (2 * 990.0), within(1e-12));
    assertThat(mean(draws.aurocs)).isCloseTo(0.998990, within(5e-7));
    assertThat(mean(draws.aps)).isCloseTo(expectedAp(12), within(1e-12));
    assertThat(mean(draws.aps)).isCloseTo(0.865200, within(5e-7));
    assertThat(trapezoid).isCloseTo(0.849267, within(5e-7));
    assertThat(std(draws.aurocs)).isCloseTo(0.00047, within(5e-6));
    // the published deviation is of draws; four standard errors of that of 20,000
    assertThat(std(draws.aps)).isCloseTo(0.0786, within(4 * 0.0786 / Math.sqrt(40_000)));
    assertThat(quantile(draws.aps, 0.025)).isCloseTo(0.696, within(5e-4));
    assertThat(quantile(draws.aps, 0.975)).isCloseTo(0.991, within(5e-4));
    assertThat(quantile(draws.aps, 0)).isCloseTo(0.67936, within(5e-6));
    assertThat(quantile(draws.aps, 1)).isEqualTo(1);
    assertThat(quantile(draws.aurocs, 0)).isCloseTo(0.99798, within(5e-6));
    assertThat(quantile(draws.aurocs, 1)).isEqualTo(1);
  }

  /** Areas of many layouts. */
  private static final class Draws {

    private final List<Double> aurocs = new ArrayList<>();
    private final List<Double> aps = new ArrayList<>();

    void add(double auroc, double ap) {
      aurocs.add(auroc);
      aps.add(ap);
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double std(List<Double> values) {
    double mean = mean(values);
    return Math.sqrt(mean(values.stream().map(v -> (v - mean) * (v - mean)).toList()));
  }

  /** The lowest value that at least this share doesn't exceed. */
  private static double quantile(List<Double> values, double q) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(q * sorted.size()) - 1));
  }

  private static Ranks allBut(int first, int second) {
    int[] ranks = new int[10];
    int n = 0;
    for (int rank = 1; rank <= 12; rank++) {
      if (rank != first && rank != second) {
        ranks[n++] = rank;
      }
    }
    return Ranks.of(1000, ranks);
  }

  @Test
  void drawsOfTheTop30MeetTheirExpectation() {
    long seed = 30;
    Random random = new Random(seed);
    int n = 20_000;
    Draws draws = new Draws();
    double trapezoid = 0;
    for (int d = 0; d < n; d++) {
      // ranks 31 to 1000 are negatives in every draw, so 40 rows show the same precisions
      Ranks draw = Ranks.of(40, random.ints(1, 31).distinct().limit(10).toArray());
      double lost = (1 - Auroc.of(draw.scores, draw.positives)) * 30 / 990;
      draws.add(1 - lost, AveragePrecision.of(draw.scores, draw.positives));
      if (d < n / 4) {
        trapezoid += TrapezoidAuprc.of(draw.scores, draw.positives) / (n / 4.0);
      }
    }
    String of = "seed " + seed;
    // four standard errors of the mean and of the deviation of 20,000 draws
    assertThat(mean(draws.aurocs)).as(of).isCloseTo(0.989899, within(4 * 0.0023 / Math.sqrt(n)));
    assertThat(std(draws.aurocs)).as(of).isCloseTo(0.0023, within(1e-4));
    assertThat(expectedAp(30)).isCloseTo(0.402184, within(5e-7));
    assertThat(mean(draws.aps)).as(of).isCloseTo(expectedAp(30), within(4 * 0.0964 / Math.sqrt(n)));
    assertThat(std(draws.aps)).as(of).isCloseTo(0.0964, within(4 * 0.0964 / Math.sqrt(2.0 * n)));
    assertThat(trapezoid).as(of).isCloseTo(0.3679, within(0.006));
    // sqrt(q (1-q) / n) over the density of a normal there: 0.0019, four of them
    assertThat(quantile(draws.aps, 0.025)).as(of).isCloseTo(0.261, within(0.008));
    assertThat(quantile(draws.aps, 0.975)).as(of).isCloseTo(0.626, within(0.008));
  }

  @Test
  void theWorstAndTheBestLayout() {
    for (int m : new int[] {12, 30}) {
      Ranks worst = Ranks.of(1000, IntStream.rangeClosed(m - 9, m).toArray());
      Ranks best = Ranks.of(1000, IntStream.rangeClosed(1, 10).toArray());
      assertThat(Auroc.of(worst.scores, worst.positives))
          .isCloseTo(m == 12 ? 0.99798 : 0.97980, within(5e-6));
      assertThat(AveragePrecision.of(worst.scores, worst.positives))
          .isCloseTo(m == 12 ? 0.67936 : 0.20551, within(5e-6));
      assertThat(Auroc.of(best.scores, best.positives)).isEqualTo(1);
      assertThat(AveragePrecision.of(best.scores, best.positives)).isEqualTo(1);
    }
  }

  @Test
  void whatFullRecallCosts() {
    for (int m : new int[] {12, 30}) {
      Ranks lastAtM = Ranks.of(1000, IntStream.rangeClosed(m - 9, m).toArray());
      Confusion all = Confusion.at(lastAtM.scores, lastAtM.positives, lastAtM.scores[m - 1]);
      assertThat(all.sensitivity()).isEqualTo(1);
      assertThat(all.ppv()).isCloseTo(m == 12 ? 0.833 : 0.333, within(5e-4));
      assertThat(1 - all.specificity()).isCloseTo(m == 12 ? 0.00202 : 0.0202, within(5e-5));
      assertThat((double) all.fp() / all.tp()).isEqualTo(m == 12 ? 0.2 : 2);
    }
  }

  private static double expectedAp(int m) {
    double sum = 0;
    for (int k = 1; k <= 10; k++) {
      for (int r = k; r <= m; r++) {
        sum += k * choose(r - 1, k - 1) * choose(m - r, 10 - k) / choose(m, 10) / r / 10;
      }
    }
    return sum;
  }

  private static double choose(int n, int k) {
    if (k < 0 || k > n) {
      return 0;
    }
    double product = 1;
    for (int i = 1; i <= k; i++) {
      product = product * (n - k + i) / i;
    }
    return product;
  }

  @Test
  void bothBeatTheNoSkillLine() {
    Ranks a = Ranks.of(1000, A);
    PrecisionRecallCurve curve = PrecisionRecallCurve.of(a.scores, a.positives);
    assertThat(curve.prevalence()).isEqualTo(0.01);
    assertThat(curve.points().get(11).recall()).isEqualTo(1);
    assertThat(curve.points().get(11).precision()).isEqualTo(10 / 12.0);
  }
}
