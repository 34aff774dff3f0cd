package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.UID;
import org.truncus.gateway.dicomweb.Bodies;
import org.truncus.gateway.dicomweb.StowClient;
import org.truncus.gateway.dicomweb.StowOptions;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.json.Json;

/** DICOMweb with others' software: curl, and Orthanc's plugin in both directions. */
class DicomWebInteropTest {

  private static final Path CURL = Path.of("/usr/bin/curl");
  private static final Path ORTHANC = Path.of("/usr/sbin/Orthanc");
  private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir Path temp;

  @Test
  void curlPostsABody() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(CURL), "curl is not installed");
    Path body =
        Files.write(temp.resolve("body"), Bodies.of(Bodies.file(SampleImages.image(1, 1, 0.7))));
    try (Gateway gateway = GatewaySetup.start(GatewaySetup.options(temp.resolve("gw")))) {
      Path out = temp.resolve("out");
      Process curl =
          new ProcessBuilder(
                  CURL.toString(),
                  "-s",
                  "-w",
                  "\n%{http_code}",
                  "-H",
                  "Content-Type: " + Bodies.TYPE,
                  "--data-binary",
                  "@" + body,
                  "http://127.0.0.1:" + gateway.httpPort() + "/dicom-web/studies")
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();

      assertThat(curl.waitFor()).isZero();
      assertThat(Files.readString(out))
          .endsWith("\n200")
          .contains("\"00081199\"")
          .contains(SampleImages.instanceUid(1, 1));
    }
  }

  @Test
  void orthancPostsSearchesRetrievesAndIsPostedTo() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(ORTHANC), "Orthanc is not installed");
    Assumptions.assumeTrue(Files.exists(PLUGIN), "orthanc-dicomweb is not installed");
    try (Gateway gateway = GatewaySetup.start(GatewaySetup.options(temp.resolve("gw")))) {
      int port = freePort();
      Process orthanc = startOrthanc(port, gateway.httpPort());
      try {
        Http archive = new Http("http://127.0.0.1:" + port);
        await().atMost(LONG).ignoreExceptions().until(() -> archive.json("/system").has("Version"));
        orthancPostsToUs(archive, new Http(gateway));
        orthancSearchesUs(archive);
        metadataAreThoseOfOrthanc(archive, new Http(gateway));
        orthancRetrievesFromUs(archive);
        wePostToOrthanc(archive, port);
      } finally {
        orthanc.destroyForcibly().waitFor();
      }
    }
  }

  private static void orthancPostsToUs(Http archive, Http http) throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      HttpResponse<byte[]> uploaded =
          archive.post(
              "/instances",
              Bodies.file(SampleImages.image(1, i, 0.6)),
              "application/dicom",
              "application/json");
      ids.add(Json.mapper().readTree(uploaded.body()).path("ID").asText());
    }

    HttpResponse<byte[]> posted =
        archive.post("/dicom-web/servers/gw/stow", Json.write(Map.of("Resources", ids)));

    assertThat(posted.statusCode()).as(() -> text(posted)).isEqualTo(200);
    assertThat(http.study(1).path("instances").size()).isEqualTo(3);
  }

  private static void orthancSearchesUs(Http archive) throws Exception {
    HttpResponse<byte[]> found =
        archive.post(
            "/dicom-web/servers/gw/qido",
            Json.write(Map.of("Uri", "/studies", "Arguments", Map.of("PatientID", "ZQXID*"))));
    assertThat(found.statusCode()).as(() -> text(found)).isEqualTo(200);
    JsonNode studies = Json.mapper().readTree(found.body());
    assertThat(studies).hasSize(1);
    assertThat(studies.toString()).contains(SampleImages.studyUid(1));
    HttpResponse<byte[]> none =
        archive.post(
            "/dicom-web/servers/gw/qido",
            Json.write(Map.of("Uri", "/studies", "Arguments", Map.of("PatientID", "nobody"))));
    assertThat(none.statusCode()).as(() -> text(none)).isEqualTo(200);
    assertThat(Json.mapper().readTree(none.body())).isEmpty();
  }

  private static void orthancRetrievesFromUs(Http archive) throws Exception {
    for (JsonNode study : archive.json("/studies")) {
      assertThat(archive.delete("/studies/" + study.asText()).statusCode()).isEqualTo(200);
    }

    HttpResponse<byte[]> got =
        archive.post(
            "/dicom-web/servers/gw/retrieve",
            Json.write(Map.of("Resources", List.of(Map.of("Study", SampleImages.studyUid(1))))));

    assertThat(got.statusCode()).as(() -> text(got)).isEqualTo(200);
    assertThat(archive.json("/instances")).hasSize(3);
  }

  private void wePostToOrthanc(Http archive, int port) throws Exception {
    StowClient client =
        new StowClient(StowOptions.of(URI.create("http://127.0.0.1:" + port + "/dicom-web")));
    List<OutgoingInstance> files =
        List.of(
            new OutgoingInstance(
                SampleImages.write(temp.resolve("1.dcm"), SampleImages.image(2, 1, 0.5))),
            new OutgoingInstance(
                SampleImages.write(temp.resolve("2.dcm"), SampleImages.image(2, 2, 0.5))));

    assertThat(client.send(files).allDelivered()).isTrue();
    assertThat(client.send(files).allDelivered()).as("again").isTrue();

    assertThat(archive.json("/instances")).hasSize(5);
  }

  /** Attributes that both give have the same VR and values. */
  private static void metadataAreThoseOfOrthanc(Http archive, Http http) throws Exception {
    String path =
        "/dicom-web/studies/%s/series/%s/instances/%s/metadata"
            .formatted(
                SampleImages.studyUid(1),
                UID.nameBased("sample study 1 series"),
                SampleImages.instanceUid(1, 1));
    JsonNode ours = http.json(path).get(0);
    JsonNode theirs = archive.json(path).get(0);
    int compared = 0;
    for (Iterator<String> tags = ours.fieldNames(); tags.hasNext(); ) {
      String tag = tags.next();
      if (theirs.has(tag) && !tag.startsWith("7FE0")) {
        assertThat(ours.path(tag).path("vr")).as(tag).isEqualTo(theirs.path(tag).path("vr"));
        JsonNode value = ours.path(tag).path("Value");
        for (int i = 0; i < value.size(); i++) {
          JsonNode other = theirs.path(tag).path("Value").path(i);
          if (value.get(i).isNumber()) {
            assertThat(value.get(i).asDouble()).as(tag).isEqualTo(other.asDouble());
          } else {
            assertThat(value.get(i)).as(tag).isEqualTo(other);
          }
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(25);
  }

  private Process startOrthanc(int httpPort, int gatewayPort) throws IOException {
    Path store = Files.createDirectory(temp.resolve("orthanc"));
    Path config =
        Files.writeString(
            temp.resolve("orthanc.json"),
            Json.write(
                Map.of(
                    "StorageDirectory",
                    store.toString(),
                    "IndexDirectory",
                    store.toString(),
                    "DicomServerEnabled",
                    false,
                    "HttpPort",
                    httpPort,
                    "RemoteAccessAllowed",
                    false,
                    "AuthenticationEnabled",
                    false,
                    "Plugins",
                    List.of(PLUGIN.toString()),
                    "DicomWeb",
                    Map.of(
                        "Enable",
                        true,
                        "Root",
                        "/dicom-web/",
                        "Servers",
                        Map.of(
                            "gw", List.of("http://127.0.0.1:" + gatewayPort + "/dicom-web/"))))));
    return new ProcessBuilder(List.of(ORTHANC.toString(), config.toString()))
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("orthanc.log").toFile())
        .start();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
