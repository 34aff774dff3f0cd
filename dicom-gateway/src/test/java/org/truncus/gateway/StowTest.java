package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.gateway.dicomweb.Bodies;
import org.truncus.gateway.dicomweb.StowClient;
import org.truncus.gateway.dicomweb.StowOptions;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.json.Json;

/** Instances posted to a gateway (STOW-RS). */
class StowTest {

  private static final String STUDIES = "/dicom-web/studies";

  @TempDir Path temp;
  private Gateway gateway;
  private Http http;

  @BeforeEach
  void start() {
    gateway =
        GatewaySetup.start(
            GatewaySetup.options(temp.resolve("gw"))
                .set(GatewayOption.MAX_INSTANCE_MEGABYTES, "1"));
    http = new Http(gateway);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void whoIsntNamedMayNotPost() throws Exception {
    gateway.close();
    gateway =
        GatewaySetup.start(
            GatewaySetup.options(temp.resolve("closed"))
                .set(GatewayOption.ACCEPT_FROM, List.of("MOD1@127.0.0.1", "STOW-RS@10.0.0.7")));
    http = new Http(gateway);
    HttpResponse<byte[]> response =
        post(STUDIES, Bodies.of(Bodies.file(SampleImages.image(1, 1, 0.7))));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("--accept-from");
    assertThat(http.json("/api/studies").path("studies")).isEmpty();
  }

  @Test
  void postedInstancesAreHeldAndTheirStudyIsScored() throws Exception {
    HttpResponse<byte[]> response =
        post(
            STUDIES,
            Bodies.of(
                Bodies.file(SampleImages.image(1, 1, 0.7)),
                Bodies.file(SampleImages.image(1, 2, 0.4))));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/dicom+json");
    JsonNode answer = Json.mapper().readTree(response.body());
    JsonNode stored = answer.path("00081199").path("Value");
    assertThat(stored).hasSize(2);
    assertThat(value(stored.get(0), "00081150")).isEqualTo(UID.ComputedRadiographyImageStorage);
    assertThat(value(stored.get(0), "00081155")).isEqualTo(SampleImages.instanceUid(1, 1));
    String study =
        "http://127.0.0.1:" + gateway.httpPort() + STUDIES + "/" + SampleImages.studyUid(1);
    assertThat(value(answer, "00081190")).isEqualTo(study);
    assertThat(value(stored.get(1), "00081190"))
        .startsWith(study + "/series/")
        .endsWith("/instances/" + SampleImages.instanceUid(1, 2));
    assertThat(answer.has("00081198")).isFalse();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> http.study(1).path("state").asText().equals("reported"));
    assertThat(http.study(1).path("callingAet").asText()).isEqualTo("STOW-RS");
  }

  @Test
  void ourClientPostsToOurService() {
    StowClient client =
        new StowClient(
            StowOptions.of(URI.create("http://127.0.0.1:" + gateway.httpPort() + "/dicom-web")));
    List<OutgoingInstance> files =
        Stream.of(1, 2)
            .map(i -> SampleImages.write(temp.resolve(i + ".dcm"), SampleImages.image(1, i, 0.7)))
            .map(OutgoingInstance::new)
            .toList();

    assertThat(client.send(files).allDelivered()).isTrue();
    assertThat(client.send(files).allDelivered()).as("again").isTrue();
    Path third = SampleImages.write(temp.resolve("3.dcm"), SampleImages.image(1, 3, 0.7));
    Path foreign =
        SampleImages.write(
            temp.resolve("4.dcm"),
            SampleImages.image(1, 4, 0.7).set(Tag.SOPClassUID, UID.RTStructureSetStorage));
    List<InstanceReport> mixed =
        client
            .send(List.of(new OutgoingInstance(third), new OutgoingInstance(foreign)))
            .instances();
    assertThat(mixed.get(0).delivered()).isTrue();
    assertThat(mixed.get(1).failure()).contains(FailureKind.PERMANENT);
    assertThat(mixed.get(1).status()).hasValue(0x0122);
  }

  @Test
  void theSameAgainByCStoreIsADuplicateAndAnotherContentIsQuarantined() throws Exception {
    DataSet image = SampleImages.image(1, 1, 0.7);
    post(STUDIES, Bodies.of(Bodies.file(image)));

    assertThat(GatewaySetup.send(gateway.dicomPort(), temp, image).allDelivered()).isTrue();
    assertThat(files("quarantine")).isEmpty();
    byte[] changed = Bodies.file(image.copy().set(Tag.StudyDescription, "changed"));
    HttpResponse<byte[]> response = post(STUDIES, Bodies.of(changed));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(files("quarantine")).hasSize(1);
    assertThat(files("data")).hasSize(1);
    assertThat(files("incoming")).isEmpty();
  }

  @Test
  void eachInstanceHasItsOwnResult() throws Exception {
    byte[] good = Bodies.file(SampleImages.image(1, 1, 0.7));
    byte[] otherClass =
        Bodies.file(SampleImages.image(1, 2, 0.7).set(Tag.SOPClassUID, UID.RTStructureSetStorage));
    byte[] evil = Bodies.file(SampleImages.image(1, 3, 0.7));
    replace(evil, SampleImages.instanceUid(1, 3), "../../../../tmp/pwn");
    byte[] lie = Bodies.file(SampleImages.image(1, 4, 0.7));
    replace(lie, SampleImages.instanceUid(1, 4), SampleImages.instanceUid(1, 5));
    byte[] noSeries = Bodies.file(SampleImages.image(1, 6, 0.7).remove(Tag.SeriesInstanceUID));
    byte[] syntax = Bodies.file(SampleImages.image(1, 7, 0.7));
    replace(syntax, UID.ExplicitVRLittleEndian + "\0", "1.2.840.10008.1.2.9\0");
    byte[] large = Bodies.file(SampleImages.image(1, 8, 0.7));

    HttpResponse<byte[]> response =
        post(
            STUDIES,
            Bodies.of(
                "no DICOM".getBytes(StandardCharsets.US_ASCII),
                otherClass,
                evil,
                lie,
                noSeries,
                syntax,
                Arrays.copyOf(large, 2 << 20),
                good));

    assertThat(response.statusCode()).isEqualTo(202);
    JsonNode answer = Json.mapper().readTree(response.body());
    assertThat(reasons(answer.path("0008119A"))).containsExactly(0xC000, 0xC000);
    assertThat(reasons(answer.path("00081198")))
        .containsExactly(0x0122, 0xA900, 0xC000, 0xC122, 0xA700);
    assertThat(answer.path("00081199").path("Value")).hasSize(1);
    assertThat(files("data")).hasSize(1);
    assertThat(files("incoming")).isEmpty();
  }

  @Test
  void theStudyOfTheAddressHasToBeThatOfTheInstance() throws Exception {
    byte[] body = Bodies.of(Bodies.file(SampleImages.image(1, 1, 0.7)));

    HttpResponse<byte[]> refused = post(STUDIES + "/" + SampleImages.studyUid(2), body);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(reasons(Json.mapper().readTree(refused.body()).path("00081198")))
        .containsExactly(0xA900);
    assertThat(files("data")).isEmpty();

    assertThat(post(STUDIES + "/" + SampleImages.studyUid(1), body).statusCode()).isEqualTo(200);
    assertThat(post(STUDIES + "/..", body).statusCode()).isIn(400, 404, 405);
  }

  @Test
  void onlyTooLargeIs413() throws Exception {
    byte[] large = Arrays.copyOf(Bodies.file(SampleImages.image(1, 8, 0.7)), 2 << 20);

    assertThat(post(STUDIES, Bodies.of(large)).statusCode()).isEqualTo(413);
  }

  @Test
  void whatIsNoRequestToStoreIsSaidToBeNone() throws Exception {
    byte[] body = Bodies.of(Bodies.file(SampleImages.image(1, 1, 0.7)));
    byte[] cut = Arrays.copyOf(body, body.length - 10);

    assertThat(post(STUDIES, cut).statusCode()).as("no last boundary").isEqualTo(400);
    assertThat(post(STUDIES, Bodies.of()).statusCode()).as("no parts").isEqualTo(400);
    assertThat(post(STUDIES, new byte[0]).statusCode()).as("nothing").isEqualTo(400);
    assertThat(http.post(STUDIES, body, "application/dicom", "*/*").statusCode()).isEqualTo(415);
    assertThat(http.post(STUDIES, body, "multipart/related; boundary=\"\"", "*/*").statusCode())
        .isEqualTo(400);
    assertThat(
            http.post(
                    STUDIES,
                    body,
                    "multipart/related; type=\"application/dicom+xml\"; boundary=B",
                    "*/*")
                .statusCode())
        .isEqualTo(415);
    assertThat(http.post(STUDIES, body, Bodies.TYPE, "application/dicom+xml").statusCode())
        .isEqualTo(406);
    assertThat(files("data")).isEmpty();
    assertThat(files("incoming")).isEmpty();
    String longest = "multipart/related; boundary=" + "B".repeat(73);
    assertThat(http.post(STUDIES, body, longest, "*/*").body())
        .as("Orthanc's boundaries have 73 characters, so they are looked for")
        .asString()
        .contains("last boundary");
  }

  @Test
  void whatCameBeforeABodyBrokeStays() throws Exception {
    byte[] body =
        Bodies.of(
            Bodies.file(SampleImages.image(1, 1, 0.7)), Bodies.file(SampleImages.image(1, 2, 0.7)));

    HttpResponse<byte[]> response = post(STUDIES, Arrays.copyOf(body, body.length - 100));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Warning").orElse("")).contains("last boundary");
    assertThat(Json.mapper().readTree(response.body()).path("00081199").path("Value")).hasSize(1);
    assertThat(files("incoming")).isEmpty();
  }

  @Test
  void aSenderThatGoesAwayLeavesNothingPartial() throws Exception {
    byte[] body = Bodies.of(Bodies.file(SampleImages.image(1, 1, 0.7)));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.httpPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST "
                  + STUDIES
                  + " HTTP/1.1\r\nHost: x\r\nContent-Type: "
                  + Bodies.TYPE
                  + "\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(body, 0, body.length - 2000);
      out.flush();
      await().atMost(Duration.ofSeconds(20)).until(() -> !files("incoming").isEmpty());
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> files("incoming").isEmpty());
    assertThat(files("data")).isEmpty();
    assertThat(files("quarantine")).isEmpty();
  }

  @Test
  void aBodyOfUnknownLengthIsFineHereAndNowhereElse() throws Exception {
    byte[] body = Bodies.of(Bodies.file(SampleImages.image(1, 1, 0.7)));

    assertThat(
            http.post(
                    STUDIES,
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                    Bodies.TYPE,
                    "application/dicom+json")
                .statusCode())
        .isEqualTo(200);
    String retry = "/api/studies/" + SampleImages.studyUid(1) + "/retry";
    assertThat(http.post(retry, new byte[(1 << 16) + 1], "text/plain", "*/*").statusCode())
        .isEqualTo(413);
    assertThat(
            http.post(
                    retry,
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                    "text/plain",
                    "*/*")
                .statusCode())
        .isEqualTo(411);
  }

  private HttpResponse<byte[]> post(String path, byte[] body)
      throws IOException, InterruptedException {
    return http.post(path, body, Bodies.TYPE, "application/dicom+json");
  }

  private static String value(JsonNode object, String tag) {
    return object.path(tag).path("Value").path(0).asText();
  }

  private static List<Integer> reasons(JsonNode sequence) {
    return Stream.iterate(0, i -> i + 1)
        .limit(sequence.path("Value").size())
        .map(i -> sequence.path("Value").get(i).path("00081197").path("Value").path(0).asInt())
        .toList();
  }

  /** Puts other bytes in place of the first occurrence, in the meta information. */
  private static void replace(byte[] file, String from, String to) {
    byte[] padded = Arrays.copyOf(to.getBytes(StandardCharsets.US_ASCII), from.length());
    int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(from);
    System.arraycopy(padded, 0, file, at, padded.length);
  }

  private List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(temp.resolve("gw").resolve(folder))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
