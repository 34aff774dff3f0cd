package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway beside Orthanc in the same run: DCMTK's storescu sends 240 CT slices over four
 * associations and 40 CR images over one, to each in turn, new instances each round. {@code mvn
 * verify -Dtruncus.throughput=true -Dtest=ThroughputTest -Dsurefire.failIfNoSpecifiedTests=false};
 * docs/performance.md says what comes out.
 */
@EnabledIfSystemProperty(
    named = "truncus.throughput",
    matches = "true",
    disabledReason = "minutes, and two quiet cores: -Dtruncus.throughput=true")
@Timeout(3600)
class ThroughputTest {

  private static final int ROUNDS = Integer.getInteger("truncus.throughput.rounds", 5);

  /** Rounds of slices before it counts: a gateway runs for months, not for a minute. */
  private static final int WARMING = Integer.getInteger("truncus.throughput.warming", 5);

  @TempDir Path temp;

  /** What one server took for one load, each round. */
  private record Series(String load, List<Double> ours, List<Double> theirs) {
    Series(String load) {
      this(load, new ArrayList<>(), new ArrayList<>());
    }

    double ratio() {
      return median(ours) / median(theirs);
    }

    private static double median(List<Double> seconds) {
      List<Double> sorted = seconds.stream().sorted().toList();
      int half = sorted.size() / 2;
      return sorted.size() % 2 == 1
          ? sorted.get(half)
          : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: gateway %.2f s %s, Orthanc %.2f s %s, ratio %.2f",
          load,
          median(ours),
          rounded(ours),
          median(theirs),
          rounded(theirs),
          ratio());
    }

    private static List<String> rounded(List<Double> seconds) {
      return seconds.stream().map(s -> String.format(Locale.ROOT, "%.2f", s)).toList();
    }
  }

  @Test
  void theGatewayTakesImagesAtLeastAsFastAsOrthanc() throws Exception {
    Series slices = new Series("240 CT over four associations");
    Series radiographs = new Series("40 CR over one association");
    try (ThroughputServer gateway = ThroughputServer.gateway(temp);
        ThroughputServer orthanc = ThroughputServer.orthanc(temp)) {
      for (int round = -WARMING; round < ROUNDS; round++) {
        Path folder = temp.resolve("round");
        ThroughputLoad ct = ThroughputLoad.slices(folder, round);
        time(slices, ct, gateway, orthanc, round);
        if (round >= 0) {
          ThroughputLoad cr = ThroughputLoad.radiographs(folder, round);
          time(radiographs, cr, gateway, orthanc, round);
        }
        ThroughputLoad.delete(folder);
      }
      int sent = (ROUNDS + WARMING) * 240 + ROUNDS * 40;
      assertThat(gateway.stored()).as("instances the gateway has").isEqualTo(sent);
      assertThat(orthanc.stored()).as("instances Orthanc has").isEqualTo(sent);
    }
    System.out.println(slices);
    System.out.println(radiographs);
    assertThat(slices.ratio()).as("time of the gateway by Orthanc's, CT").isLessThanOrEqualTo(1.0);
    assertThat(radiographs.ratio())
        .as("time of the gateway by Orthanc's, CR")
        .isLessThanOrEqualTo(1.0);
  }

  /** The one that goes first changes from round to round; negative rounds don't count. */
  private void time(
      Series series,
      ThroughputLoad load,
      ThroughputServer gateway,
      ThroughputServer orthanc,
      int round)
      throws IOException, InterruptedException {
    boolean oursFirst = round % 2 == 0;
    double ours = oursFirst ? load.send(gateway, temp) : 0;
    double theirs = load.send(orthanc, temp);
    ours = oursFirst ? ours : load.send(gateway, temp);
    if (round >= 0) {
      series.ours().add(ours);
      series.theirs().add(theirs);
    }
    System.out.printf(
        Locale.ROOT, "round %d, %s: %.2f s, %.2f s%n", round, series.load(), ours, theirs);
  }
}
