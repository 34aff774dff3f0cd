package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.ProjectionRadiograph;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.OutgoingInstance;

/**
 * The gateway with a ResNet50 cut after its second block: how soon a report is there, and whether
 * its memory grows. {@code mvn verify -Dtruncus.load=true -Dtest=GatewayLoadTest
 * -Dsurefire.failIfNoSpecifiedTests=false}; docs/performance.md says what comes out.
 */
@EnabledIfSystemProperty(
    named = "truncus.load",
    matches = "true",
    disabledReason = "minutes, and two quiet cores: -Dtruncus.load=true")
@Timeout(7200)
class GatewayLoadTest {

  private static final int STUDIES = Integer.getInteger("truncus.load.studies", 60);
  private static final int INSTANCES = Integer.getInteger("truncus.load.instances", 10_000);
  private static final double QUIET_SECONDS = 2;
  private static final int PER_STUDY = 5;
  private static final int SAMPLES = 20;
  private static final int SENDERS = 8;
  private static final int RADIOGRAPHS = Integer.getInteger("truncus.load.radiographs", 400);

  @TempDir Path temp;

  @Test
  void aReportComesWithinFiveSecondsOfTheQuietTime() throws Exception {
    Path model = TrainedModels.cutResNet50(temp);
    try (TimingPacs pacs = new TimingPacs();
        GatewayServer gateway =
            GatewayServer.start(
                temp,
                model,
                "--send-to",
                pacs.address(),
                "--quiet-seconds",
                String.valueOf(QUIET_SECONDS))) {
      Map<String, Long> sent = new TreeMap<>();
      Random random = new Random(1);
      for (int study = 0; study < STUDIES; study++) {
        sent.put(send(gateway, "latency/" + study, 2, 2500, 2000), System.nanoTime());
        // As they come in a hospital, one in 1.5 s on average.
        LockSupport.parkNanos((long) (-Math.log(1 - random.nextDouble()) * 1.5e9));
      }
      await().atMost(Duration.ofMinutes(5)).until(() -> pacs.came().size() == STUDIES);
      List<Double> seconds = new ArrayList<>();
      sent.forEach(
          (study, end) -> seconds.add((pacs.came().get(study) - end) / 1e9 - QUIET_SECONDS));
      seconds.sort(null);
      System.out.printf(
          Locale.ROOT,
          "%d studies of 2 CR (2500 x 2000): from the last image to the report, beyond the quiet"
              + " time of %.0f s: median %.2f s, p95 %.2f s, longest %.2f s%n",
          STUDIES,
          QUIET_SECONDS,
          seconds.get(STUDIES / 2),
          seconds.get((int) Math.ceil(STUDIES * 0.95) - 1),
          seconds.get(STUDIES - 1));
      assertThat(seconds.get((int) Math.ceil(STUDIES * 0.95) - 1)).isLessThan(5);
    }
  }

  @Test
  void itsMemoryDoesntGrowOverThousandsOfInstances() throws Exception {
    Path model = TrainedModels.cutResNet50(temp);
    try (TimingPacs pacs = new TimingPacs();
        GatewayServer gateway =
            GatewayServer.startWithFixedHeap(
                temp, model, "--send-to", pacs.address(), "--quiet-seconds", "1")) {
      List<Double> resident = new ArrayList<>();
      int studies = INSTANCES / PER_STUDY;
      long start = System.nanoTime();
      for (int study = 0; study < studies; study++) {
        send(gateway, "soak/" + study, PER_STUDY, 256, 256);
        if ((study + 1) % (studies / SAMPLES) == 0) {
          int due = study + 1 - 100;
          await().atMost(Duration.ofMinutes(10)).until(() -> pacs.came().size() >= due);
          resident.add(gateway.residentMebibytes());
          System.out.printf(
              Locale.ROOT,
              "%d instances, %d reports, %.0f s, RSS %.0f MiB%n",
              (study + 1) * PER_STUDY,
              pacs.came().size(),
              (System.nanoTime() - start) / 1e9,
              resident.get(resident.size() - 1));
        }
      }
      await().atMost(Duration.ofMinutes(10)).until(() -> pacs.came().size() == studies);
      assertThat(gateway.json("/api/failures").path("runs")).isEmpty();
      double middle = mean(resident.subList(SAMPLES / 4, SAMPLES / 2));
      double end = mean(resident.subList(SAMPLES * 3 / 4, SAMPLES));
      System.out.printf(
          Locale.ROOT, "RSS of the second quarter %.0f MiB, of the last %.0f MiB%n", middle, end);
      assertThat(end).isLessThan(middle * 1.05 + 16);
    }
  }

  @Test
  void eightSendersAreAnsweredSoon() throws Exception {
    Path model = TrainedModels.tiny(temp);
    try (GatewayServer gateway = GatewayServer.start(temp, model, "--quiet-seconds", "3600")) {
      ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
      List<Future<?>> ends = new ArrayList<>();
      for (int sender = 0; sender < SENDERS; sender++) {
        List<OutgoingInstance> files = new ArrayList<>();
        Path folder = Files.createDirectories(temp.resolve("sender" + sender));
        for (int image = 0; image < RADIOGRAPHS / SENDERS; image++) {
          files.add(
              new OutgoingInstance(
                  write(folder, "many/" + sender + "/" + image, image, 2000, 2000)));
        }
        ends.add(senders.submit(() -> assertThat(gateway.send(files).allDelivered()).isTrue()));
      }
      long start = System.nanoTime();
      for (Future<?> end : ends) {
        end.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      senders.shutdown();
      double p95 = gateway.figure("truncus_store_seconds{quantile=\"0.95\"}");
      System.out.printf(
          Locale.ROOT,
          "%d CR of 8 MB from %d senders: %.0f a second, p95 of C-STORE at most %.0f ms%n",
          RADIOGRAPHS,
          SENDERS,
          RADIOGRAPHS / seconds,
          p95 * 1000);
      assertThat(RADIOGRAPHS / seconds).isGreaterThan(30);
      assertThat(p95).isLessThan(0.3);
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Sends a study of radiographs over one association; returns its UID. */
  private String send(GatewayServer gateway, String study, int images, int rows, int columns)
      throws IOException {
    Path folder = Files.createDirectories(temp.resolve("sent"));
    List<OutgoingInstance> files = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      files.add(new OutgoingInstance(write(folder, study, image, rows, columns)));
    }
    assertThat(gateway.send(files).allDelivered()).isTrue();
    return UID.nameBased(study);
  }

  private static Path write(Path folder, String study, int image, int rows, int columns)
      throws IOException {
    short[] values = new short[rows * columns];
    Random random = new Random(study.hashCode() * 31L + image);
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (i * 2047L / values.length + random.nextInt(1024));
    }
    Path file = folder.resolve(image + ".dcm");
    DicomWriter.write(
        file,
        DicomFile.of(
            ProjectionRadiograph.of(
                    ProjectionRadiograph.Kind.CR, rows, columns, "P" + study.hashCode())
                .study(UID.nameBased(study), "")
                .series(UID.nameBased(study + "/series"), 1)
                .instance(UID.nameBased(study + "/" + image), image)
                .build(values),
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    return file;
  }
}
