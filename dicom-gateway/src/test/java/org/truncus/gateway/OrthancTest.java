package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;

/** Between others' software: DCMTK's storescu sends, Orthanc receives the report. */
class OrthancTest {

  private static final Path ORTHANC = Path.of("/usr/sbin/Orthanc");
  private static final Path STORESCU = Path.of("/usr/bin/storescu");
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path temp;

  @Test
  void aStudySentByStoreScuHasOneReportInOrthanc() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(ORTHANC), "Orthanc is not installed");
    Assumptions.assumeTrue(Files.isExecutable(STORESCU), "storescu (DCMTK) is not installed");
    int dicomPort = freePort();
    int httpPort = freePort();
    Process orthanc = startOrthanc(dicomPort, httpPort);
    try (Gateway gateway =
        GatewaySetup.start(
            GatewaySetup.options(temp.resolve("gw"))
                .set(GatewayOption.SEND_TO, "ORTHANC@127.0.0.1:" + dicomPort))) {
      Http archive = new Http("http://127.0.0.1:" + httpPort);
      await().atMost(LONG).ignoreExceptions().until(() -> archive.json("/system").has("Version"));

      storescu(gateway.dicomPort());

      Http http = new Http(gateway);
      await().atMost(LONG).until(() -> http.study(1).path("state").asText().equals("delivered"));
      JsonNode found =
          Json.mapper()
              .readTree(
                  archive
                      .post(
                          "/tools/find",
                          "{\"Level\":\"Instance\",\"Query\":{\"Modality\":\"SR\"},"
                              + "\"Expand\":true}")
                      .body());
      assertThat(found).hasSize(1);
      String report = http.study(1).path("deliveries").get(0).path("sopInstanceUID").asText();
      assertThat(found.get(0).path("MainDicomTags").path("SOPInstanceUID").asText())
          .isEqualTo(report);
    } finally {
      orthanc.destroyForcibly().waitFor();
    }
  }

  private void storescu(int port) throws IOException, InterruptedException {
    Path one = SampleImages.write(temp.resolve("1.dcm"), SampleImages.image(1, 1, 0.7));
    Path two = SampleImages.write(temp.resolve("2.dcm"), SampleImages.image(1, 2, 0.4));
    Process sender =
        new ProcessBuilder(
                STORESCU.toString(),
                "-aet",
                "MOD1",
                "-aec",
                "TRUNCUS",
                "127.0.0.1",
                String.valueOf(port),
                one.toString(),
                two.toString())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("storescu.log").toFile())
            .start();
    assertThat(sender.waitFor()).as(() -> "storescu said " + temp.resolve("storescu.log")).isZero();
  }

  private Process startOrthanc(int dicomPort, int httpPort) throws IOException {
    Path store = Files.createDirectory(temp.resolve("orthanc"));
    Path config =
        Files.writeString(
            temp.resolve("orthanc.json"),
            Json.write(
                Map.of(
                    "Name",
                    "test",
                    "StorageDirectory",
                    store.toString(),
                    "IndexDirectory",
                    store.toString(),
                    "DicomAet",
                    "ORTHANC",
                    "DicomPort",
                    dicomPort,
                    "HttpPort",
                    httpPort,
                    "DicomCheckCalledAet",
                    true,
                    "OverwriteInstances",
                    false,
                    "RemoteAccessAllowed",
                    false,
                    "AuthenticationEnabled",
                    false)));
    return new ProcessBuilder(List.of(ORTHANC.toString(), config.toString()))
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("orthanc.log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
