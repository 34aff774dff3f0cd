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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

/**
 * Kills the gateway's process at random points while it receives and while it reports. Whatever was
 * answered 0000 must be there afterwards, and each study must have one report.
 */
class DurabilityTest {

  private static final int STUDIES = 40;
  private static final int IMAGES = 5;
  private static final int SENDERS = 4;
  private static final int PER_ASSOCIATION = 6;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final long seed = Long.getLong("truncus.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Queue<Path> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Map<String, byte[]> sent = new HashMap<>();

  private final List<GatewayProcess> started = new ArrayList<>();

  @TempDir Path temp;

  @AfterEach
  void killAll() throws InterruptedException {
    for (GatewayProcess gateway : started) {
      gateway.kill();
    }
  }

  @Test
  void nothingAcknowledgedIsLostAndEachStudyHasOneReport() throws Exception {
    prepare();
    try (ReceivingPacs pacs = new ReceivingPacs(0)) {
      int total = STUDIES * IMAGES;
      for (int kill = 1; kill <= 3; kill++) {
        int enough = total * kill / 5 + random.nextInt(total / 10);
        receive(start(pacs, 0), enough);
      }
      receive(start(pacs, 0), total);
      for (int kill = 1; kill <= 2; kill++) {
        GatewayProcess gateway = start(pacs, 2); // all quiet times are over
        int enough = STUDIES * kill / 3 + random.nextInt(STUDIES / 8);
        await()
            .atMost(LONG)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> pacs.encoded().size() >= enough);
        gateway.kill();
      }
      GatewayProcess gateway = start(pacs, 2);
      await()
          .atMost(LONG)
          .until(
              () ->
                  gateway
                          .http()
                          .json("/api/studies?state=delivered&limit=500")
                          .path("studies")
                          .size()
                      == STUDIES);
      assertInstances(gateway.http());
      assertReports(pacs);
      gateway.kill();
    }
    assertThat(Files.readString(temp.resolve("log"))).doesNotContain("ZQX");
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

  private GatewayProcess start(ReceivingPacs pacs, int hoursAhead) throws IOException {
    GatewayProcess gateway =
        GatewayProcess.start(
            temp.resolve("gateway"), pacs.address().toString(), hoursAhead, temp.resolve("log"));
    started.add(gateway);
    return gateway;
  }

  /** Sends over several associations at once, and kills the gateway when it took enough. */
  private void receive(GatewayProcess gateway, int enough) throws InterruptedException {
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    for (int i = 0; i < SENDERS; i++) {
      senders.execute(() -> sendUntilItFails(gateway.dicomPort()));
    }
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> acknowledged.size() >= enough);
    gateway.kill();
    senders.shutdown();
    assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
  }

  private void sendUntilItFails(int port) {
    boolean alive = true;
    while (alive && !waiting.isEmpty()) {
      List<OutgoingInstance> batch = new ArrayList<>();
      for (Path file = waiting.poll(); file != null; file = waiting.poll()) {
        batch.add(new OutgoingInstance(file));
        if (batch.size() == PER_ASSOCIATION) {
          break;
        }
      }
      SendReport report =
          new BuiltinTransport().send(new PeerAddress("TRUNCUS", "127.0.0.1", port), "MOD1", batch);
      for (InstanceReport instance : report.instances()) {
        if (instance.delivered()) {
          acknowledged.add(instance.sopInstanceUID());
        } else {
          waiting.add(instance.instance().file());
        }
      }
      alive = report.allDelivered();
    }
  }

  private void assertInstances(Http http) throws Exception {
    assertThat(acknowledged).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(sent.keySet());
    for (int study = 1; study <= STUDIES; study++) {
      JsonNode instances = http.study(study).path("instances");
      assertThat(instances).as("study %d, seed %d", study, seed).hasSize(IMAGES);
      for (JsonNode instance : instances) {
        String sha256 = instance.path("sha256").asText();
        byte[] file =
            Files.readAllBytes(
                temp.resolve("gateway/data")
                    .resolve(sha256.substring(0, 2))
                    .resolve(sha256.substring(2, 4))
                    .resolve(sha256 + ".dcm"));
        assertThat(file).endsWith(sent.get(instance.path("sopInstanceUID").asText()));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)))
            .isEqualTo(sha256);
      }
    }
    try (Stream<Path> incoming = Files.walk(temp.resolve("gateway/incoming"))) {
      assertThat(incoming.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private void assertReports(ReceivingPacs pacs) {
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
