package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import org.truncus.gateway.work.Databases;

/**
 * Kills gateways' processes at random points while instances are received, scored and reported.
 * Whatever was answered 0000 must be there afterwards, and each study must have one report. {@code
 * -Dtruncus.kills=20} sends 500 and kills more often, {@code -Dtruncus.seed} repeats.
 */
class DurabilityTest {

  private static final int IMAGES = 5;
  private static final int SENDERS = 4;
  private static final int PER_ASSOCIATION = 6;
  private static final int KILLS = Integer.getInteger("truncus.kills", 2);
  private static final int STUDIES = KILLS < 20 ? 40 : 100;
  private static final Duration LONG = Duration.ofMinutes(5);

  private final long seed = Long.getLong("truncus.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Queue<Path> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Map<String, byte[]> sent = new HashMap<>();
  private final List<GatewayProcess> gateways = new CopyOnWriteArrayList<>();

  @TempDir Path temp;
  private ReceivingPacs pacs;

  @AfterEach
  void killAll() throws InterruptedException {
    for (GatewayProcess gateway : gateways) {
      gateway.kill();
    }
    pacs.close();
  }

  @Test
  void oneGatewayOnItsOwnDatabase() throws Exception {
    pacs = new ReceivingPacs(0);
    survive(1, Map.of());
  }

  @Test
  void twoGatewaysOnPostgres() throws Exception {
    String url = Databases.postgresUrl();
    pacs = new ReceivingPacs(0);
    survive(
        2,
        Map.of(GatewayOption.DATABASE, url, GatewayOption.STORE, temp.resolve("store").toString()));
  }

  private void survive(int count, Map<GatewayOption, String> options) throws Exception {
    prepare();
    for (int i = 0; i < count; i++) {
      gateways.add(start(i, options));
    }
    for (int study = 1; study <= STUDIES; study++) {
      String path = "/api/studies/" + SampleImages.studyUid(study) + "/expect?instances=" + IMAGES;
      assertThat(gateways.get(0).http().post(path).statusCode()).isEqualTo(202);
    }
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    for (int i = 0; i < SENDERS; i++) {
      int first = i;
      senders.execute(() -> sendAll(first));
    }
    for (int progress : points()) {
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> acknowledged.size() + pacs.encoded().size() >= progress);
      int victim = random.nextInt(count);
      gateways.get(victim).kill();
      gateways.set(victim, start(victim, options));
    }
    senders.shutdown();
    assertThat(senders.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
    Http http = gateways.get(0).http();
    await()
        .atMost(LONG)
        .until(
            () -> http.json("/api/studies?state=delivered&limit=500").path("studies").size(),
            delivered -> delivered == STUDIES);
    assertInstances(http, temp.resolve(count == 1 ? "gateway0" : "store"));
    assertReports();
    assertThat(Files.readString(temp.resolve("log"))).doesNotContain("ZQX");
  }

  /** How far sending and reporting have come when a gateway dies. */
  private int[] points() {
    return IntStream.range(0, KILLS)
        .map(i -> 1 + random.nextInt(STUDIES * IMAGES + STUDIES - 10))
        .sorted()
        .toArray();
  }

  private void prepare() {
    List<Path> files = new ArrayList<>();
    for (int study = 1; study <= STUDIES; study++) {
      for (int image = 1; image <= IMAGES; image++) {
        DataSet dataSet = SampleImages.image(study, image, random.nextDouble());
        sent.put(SampleImages.instanceUid(study, image), SampleImages.encoded(dataSet));
        files.add(SampleImages.write(temp.resolve(study + "-" + image + ".dcm"), dataSet));
      }
    }
    Collections.shuffle(files, random);
    waiting.addAll(files);
  }

  private GatewayProcess start(int number, Map<GatewayOption, String> options) throws IOException {
    Map<GatewayOption, String> all = new HashMap<>(options);
    all.put(GatewayOption.SEND_TO, pacs.address().toString());
    return GatewayProcess.start(temp.resolve("gateway" + number), temp.resolve("log"), all);
  }

  /** Sends over short associations, to each gateway in turn, until everything is acknowledged. */
  private void sendAll(int first) {
    for (int turn = first; acknowledged.size() < STUDIES * IMAGES; turn++) {
      List<OutgoingInstance> batch = new ArrayList<>();
      for (Path file = waiting.poll(); file != null; file = waiting.poll()) {
        batch.add(new OutgoingInstance(file));
        if (batch.size() == PER_ASSOCIATION) {
          break;
        }
      }
      if (batch.isEmpty()) {
        pause(); // others may bring some back
        continue;
      }
      int port = gateways.get(turn % gateways.size()).dicomPort();
      SendReport report =
          new BuiltinTransport().send(new PeerAddress("TRUNCUS", "127.0.0.1", port), "MOD1", batch);
      for (InstanceReport instance : report.instances()) {
        if (instance.delivered()) {
          acknowledged.add(instance.sopInstanceUID());
        } else {
          waiting.add(instance.instance().file());
        }
      }
      if (!report.allDelivered()) {
        pause(); // it is being started again
      }
    }
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
  }

  private void assertInstances(Http http, Path store) throws Exception {
    assertThat(acknowledged).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(sent.keySet());
    for (int study = 1; study <= STUDIES; study++) {
      JsonNode found = http.study(study);
      assertThat(found.path("revision").asInt()).as("study %d, seed %d", study, seed).isEqualTo(1);
      assertThat(found.path("instances")).as("study %d, seed %d", study, seed).hasSize(IMAGES);
      for (JsonNode instance : found.path("instances")) {
        String sha256 = instance.path("sha256").asText();
        byte[] file =
            Files.readAllBytes(
                store
                    .resolve("data")
                    .resolve(sha256.substring(0, 2))
                    .resolve(sha256.substring(2, 4))
                    .resolve(sha256 + ".dcm"));
        assertThat(file).endsWith(sent.get(instance.path("sopInstanceUID").asText()));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)))
            .isEqualTo(sha256);
      }
    }
    try (Stream<Path> incoming = Files.walk(store.resolve("incoming"))) {
      assertThat(incoming.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private void assertReports() {
    Map<String, String> reportOfStudy = new HashMap<>();
    Map<String, byte[]> bytesOfReport = new HashMap<>();
    List<byte[]> encoded = pacs.encoded();
    List<DataSet> reports = pacs.reports();
    for (int i = 0; i < reports.size(); i++) {
      String study = reports.get(i).string(Tag.StudyInstanceUID).orElseThrow();
      String report = reports.get(i).string(Tag.SOPInstanceUID).orElseThrow();
      assertThat(reportOfStudy.merge(study, report, (a, b) -> a.equals(b) ? a : a + " and " + b))
          .as("reports of a study, seed %d", seed)
          .isEqualTo(report);
      byte[] first = bytesOfReport.putIfAbsent(report, encoded.get(i));
      assertThat(first == null ? encoded.get(i) : first).isEqualTo(encoded.get(i));
    }
    assertThat(reportOfStudy).as("seed %d", seed).hasSize(STUDIES);
  }
}
