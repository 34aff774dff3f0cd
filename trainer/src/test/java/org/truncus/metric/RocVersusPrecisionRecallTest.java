package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
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
    double auroc = 0;
    double ap = 0;
    double trapezoid = 0;
    double lowestAp = 1;
    double lowestAuroc = 1;
    for (int first = 1; first <= 12; first++) {
      for (int second = first + 1; second <= 12; second++) {
        Ranks layout = allBut(first, second);
        double area = Auroc.of(layout.scores, layout.positives);
        double precision = AveragePrecision.of(layout.scores, layout.positives);
        auroc += area / 66;
        ap += precision / 66;
        trapezoid += TrapezoidAuprc.of(layout.scores, layout.positives) / 66;
        lowestAp = Math.min(lowestAp, precision);
        lowestAuroc = Math.min(lowestAuroc, area);
      }
    }
    assertThat(auroc).isCloseTo(1 - 2 / (2 * 990.0), within(1e-12));
    assertThat(ap).isCloseTo(expectedAp(12), within(1e-12));
    assertThat(ap).isCloseTo(0.865200, within(5e-7));
    assertThat(trapezoid).isCloseTo(0.849267, within(5e-7));
    assertThat(lowestAp).isCloseTo(0.67936, within(5e-6));
    assertThat(lowestAuroc).isCloseTo(0.99798, within(5e-6));
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
    Random random = new Random(30);
    int draws = 20_000;
    double auroc = 0;
    double ap = 0;
    double trapezoid = 0;
    for (int d = 0; d < draws; d++) {
      // ranks 31 to 1000 are negatives in every draw, so 100 rows show the same precisions
      Ranks draw = Ranks.of(100, random.ints(1, 31).distinct().limit(10).toArray());
      double lost = (1 - Auroc.of(draw.scores, draw.positives)) * 90 / 990;
      auroc += (1 - lost) / draws;
      ap += AveragePrecision.of(draw.scores, draw.positives) / draws;
      trapezoid += TrapezoidAuprc.of(draw.scores, draw.positives) / draws;
    }
    // standard deviations of one draw: 0.0023, 0.0964; four standard errors of the mean
    assertThat(auroc).isCloseTo(0.989899, within(4 * 0.0023 / Math.sqrt(draws)));
    assertThat(expectedAp(30)).isCloseTo(0.402184, within(5e-7));
    assertThat(ap).isCloseTo(expectedAp(30), within(4 * 0.0964 / Math.sqrt(draws)));
    assertThat(trapezoid).isCloseTo(0.3679, within(0.003));
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
