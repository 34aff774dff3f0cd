package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;

/** The gateway as its neighbours see it: C-STORE in, reports out, HTTP beside. */
class GatewayTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path temp;
  private final Stack parts = new Stack();

  @AfterEach
  void close() {
    parts.close();
  }

  @Test
  void aStudyFromTwoAssociationsGivesOneReport() throws Exception {
    ReceivingPacs pacs = parts.push(new ReceivingPacs(0));
    GatewayOptions options = options(pacs).set(GatewayOption.QUIET_SECONDS, "3"); // slow machines
    Gateway gateway = start(options, new BrightnessScorer(1, 0));

    send(gateway, SampleImages.image(1, 1, 0.2), SampleImages.image(1, 2, 0.8));
    send(
        gateway,
        SampleImages.image(1, 3, 0.95).set(Tag.ViewPosition, "LL"),
        SampleImages.image(1, 1, 0.2));

    Http http = new Http(gateway);
    JsonNode study = awaitState(http, 1, "delivered");
    assertThat(study.path("instances")).hasSize(3);
    assertThat(pacs.reports()).hasSize(1);
    DataSet report = pacs.reports().get(0);
    assertThat(report.string(Tag.StudyInstanceUID)).contains(SampleImages.studyUid(1));
    assertThat(report.string(Tag.PatientID)).contains("ZQXID1");

    JsonNode json = http.json("/api/studies/" + SampleImages.studyUid(1) + "/report");
    JsonNode label = json.path("study").get(0);
    assertThat(label.path("decision").asText()).isEqualTo("PRESENT");
    assertThat(label.path("score").asDouble()).isBetween(0.75, 0.85);
    assertThat(json.path("images")).hasSize(3);
    assertThat(json.path("images"))
        .filteredOn(image -> !image.path("eligible").asBoolean())
        .singleElement()
        .satisfies(image -> assertThat(image.path("reason").asText()).isEqualTo("view"));
    assertThat(json.path("outputs").get(0).path("state").asText()).isEqualTo("delivered");
    assertThat(json.path("outputs").get(0).path("lastStatus").asText()).isEqualTo("0000");
    assertFormsOfTheReport(http, report);
  }

  @Test
  void aShuffledStudyWithDuplicatesOverFourAssociationsGivesOneReport() throws Exception {
    ReceivingPacs pacs = parts.push(new ReceivingPacs(0));
    GatewayOptions options = options(pacs).set(GatewayOption.QUIET_SECONDS, "4");
    Gateway gateway = start(options, new BrightnessScorer(1, 0));
    List<Integer> numbers = new ArrayList<>();
    IntStream.rangeClosed(1, 20).forEach(n -> numbers.addAll(List.of(n, n, n)));
    Collections.shuffle(numbers, new Random(7));
    ExecutorService senders = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      DataSet[] images =
          numbers.subList(i * 15, (i + 1) * 15).stream()
              .map(n -> SampleImages.image(1, n, 0.3))
              .toArray(DataSet[]::new);
      senders.execute(() -> send(gateway, images));
    }
    senders.shutdown();
    assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

    JsonNode study = awaitState(new Http(gateway), 1, "delivered");
    assertThat(study.path("instances")).hasSize(20);
    assertThat(study.path("revision").asInt()).isEqualTo(1);
    assertThat(pacs.reports()).hasSize(1);
  }

  @Test
  void aStudyIsCompleteWhenSomebodySaysSo() throws Exception {
    GatewayOptions options =
        GatewaySetup.options(temp.resolve("gw")).set(GatewayOption.QUIET_SECONDS, "3600");
    Gateway gateway = start(options, new BrightnessScorer(1, 0));
    Http http = new Http(gateway);
    String one = "/api/studies/" + SampleImages.studyUid(1);
    String two = "/api/studies/" + SampleImages.studyUid(2);
    assertThat(http.post(one + "/complete").statusCode()).isEqualTo(404);
    assertThat(http.post(two + "/expect?instances=0").statusCode()).isEqualTo(400);
    assertThat(http.post("/api/studies/none/expect?instances=1").statusCode()).isEqualTo(400);
    assertThat(http.post(two + "/expect?instances=1").statusCode()).isEqualTo(202);
    send(gateway, SampleImages.image(1, 1, 0.2), SampleImages.image(2, 1, 0.2));

    assertThat(awaitState(http, 2, "reported").path("reason").asText()).isEqualTo("count");
    assertThat(http.study(1).path("state").asText()).isEqualTo("receiving");
    assertThat(http.post(one + "/complete").statusCode()).isEqualTo(202);
    assertThat(awaitState(http, 1, "reported").path("reason").asText()).isEqualTo("asked");
  }

  @Test
  void eachDestinationGetsWhatItWishesFor() throws Exception {
    ReceivingPacs plain = parts.push(new ReceivingPacs(0));
    ReceivingPacs wishing = parts.push(new ReceivingPacs(0));
    GatewayOptions options =
        GatewaySetup.options(temp.resolve("gw"))
            .set(
                GatewayOption.SEND_TO,
                List.of(
                    plain.address().toString(),
                    wishing.address() + ";sr=enhanced;failures=true;heatmaps=true"));
    Gateway gateway = start(options, new BrightnessScorer(1, 0));
    send(gateway, SampleImages.image(1, 1, 0.8), SampleImages.image(1, 2, 0.3));
    send(gateway, SampleImages.image(2, 1, 0.8).set(Tag.ViewPosition, "LL"));
    Http http = new Http(gateway);
    awaitState(http, 1, "delivered");
    awaitState(http, 2, "skipped");
    await().atMost(LONG).until(() -> wishing.reports().size() == 3);

    assertThat(plain.reports())
        .extracting(report -> report.string(Tag.SOPClassUID).orElseThrow())
        .containsExactly(UID.Comprehensive3DSRStorage);
    assertThat(wishing.reports())
        .extracting(
            report -> report.string(Tag.SOPClassUID).orElseThrow(),
            report -> report.string(Tag.StudyInstanceUID).orElseThrow())
        .containsExactlyInAnyOrder(
            tuple(UID.EnhancedSRStorage, SampleImages.studyUid(1)),
            tuple(UID.SecondaryCaptureImageStorage, SampleImages.studyUid(1)),
            tuple(UID.EnhancedSRStorage, SampleImages.studyUid(2)));
    String path = "/api/studies/" + SampleImages.studyUid(1) + "/report";
    assertThat(http.get(path + "?sr=enhanced", "application/dicom").statusCode()).isEqualTo(200);
    assertThat(http.get(path + "?sr=comprehensive", "application/dicom").statusCode())
        .isEqualTo(404);
    assertThat(http.get(path + "?sr=text", "application/dicom").statusCode()).isEqualTo(400);
  }

  @Test
  void resultsGoByStowAndOnesOwnServiceIsRefused() throws Exception {
    Gateway archive =
        start(GatewaySetup.options(temp.resolve("archive")), new BrightnessScorer(1, 0));
    String service = "http://127.0.0.1:" + archive.httpPort() + "/dicom-web";
    Gateway gateway =
        start(
            GatewaySetup.options(temp.resolve("gw"))
                .set(GatewayOption.SEND_TO, service + ";sr=comprehensive"),
            new BrightnessScorer(1, 0));
    send(gateway, SampleImages.image(1, 1, 0.8));

    JsonNode delivered = awaitState(new Http(gateway), 1, "delivered");
    JsonNode there = new Http(archive).study(1).path("instances");
    assertThat(there).hasSize(1);
    assertThat(there.get(0).path("sopClassUID").asText()).isEqualTo(UID.ComprehensiveSRStorage);
    assertThat(there.get(0).path("sopInstanceUID"))
        .isEqualTo(delivered.path("deliveries").get(0).path("sopInstanceUID"));
    int port = freePort();
    assertThatThrownBy(
            () ->
                start(
                    GatewaySetup.options(temp.resolve("loop"))
                        .set(GatewayOption.HTTP_PORT, String.valueOf(port))
                        .set(GatewayOption.SEND_TO, "http://localhost:" + port + "/dicom-web"),
                    new BrightnessScorer(1, 0)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("loop");
  }

  @Test
  void aWithdrawnResultIsRejectedWhereItArrivedAndNotSentWhereNot() throws Exception {
    ReceivingPacs pacs = parts.push(new ReceivingPacs(0));
    GatewayOptions options =
        GatewaySetup.options(temp.resolve("gw"))
            .set(GatewayOption.RETRY_SECONDS, "600")
            .set(
                GatewayOption.SEND_TO,
                List.of(pacs.address().toString(), ReceivingPacs.address(freePort()).toString()));
    Gateway gateway = start(options, new BrightnessScorer(1, 0));
    send(gateway, SampleImages.image(1, 1, 0.8));
    Http http = new Http(gateway);
    await().atMost(LONG).until(() -> pacs.reports().size() == 1);
    await().atMost(LONG).until(() -> states(http), List.of("delivered", "pending")::equals);
    await()
        .atMost(LONG)
        .until(() -> http.study(1).path("deliveries").path(1).path("attempts").asInt() == 1);
    String study = "/api/studies/" + SampleImages.studyUid(1);
    assertThat(http.post(study + "/withdraw?why=").statusCode()).isEqualTo(400);
    assertThat(http.post(study + "/withdraw?why=wrong%20model").statusCode()).isEqualTo(202);
    assertThat(http.post(study + "/withdraw?why=again").statusCode()).isEqualTo(409);

    await().atMost(LONG).until(() -> pacs.reports().size() == 2);
    DataSet rejection = pacs.reports().get(1);
    assertThat(rejection.string(Tag.SOPClassUID)).contains(UID.KeyObjectSelectionDocumentStorage);
    assertThat(
            rejection
                .items(Tag.CurrentRequestedProcedureEvidenceSequence)
                .get(0)
                .items(Tag.ReferencedSeriesSequence)
                .get(0)
                .items(Tag.ReferencedSOPSequence)
                .get(0)
                .string(Tag.ReferencedSOPInstanceUID))
        .isEqualTo(pacs.reports().get(0).string(Tag.SOPInstanceUID));
    await()
        .atMost(LONG)
        .until(() -> states(http), List.of("delivered", "withdrawn", "delivered")::equals);
    assertThat(http.text(study + "/report", "application/fhir+json")).contains("entered-in-error");
    assertThat(http.text(study + "/report", "text/html")).contains("Withdrawn", "wrong model");
    assertThat(http.json(study + "/report").path("withdrawnWhy").asText()).isEqualTo("wrong model");
  }

  private static List<String> states(Http http) throws Exception {
    List<String> states = new ArrayList<>();
    http.study(1).path("deliveries").forEach(d -> states.add(d.path("state").asText()));
    return states;
  }

  private static void assertFormsOfTheReport(Http http, DataSet report) throws Exception {
    String path = "/api/studies/" + SampleImages.studyUid(1) + "/report";
    byte[] file = http.get(path, "application/dicom").body();
    byte[] dataSet = SampleImages.encoded(report);
    assertThat(new String(file, 128, 4, StandardCharsets.US_ASCII)).isEqualTo("DICM");
    assertThat(file).endsWith(dataSet);
    assertThat(http.text(path, "text/html")).contains("<html").contains("effusion");
    assertThat(http.text("/", "text/html")).contains(SampleImages.studyUid(1));
    assertThat(http.text(path, "application/fhir+json"))
        .contains("\"resourceType\" : \"DiagnosticReport\"")
        .contains("\"status\" : \"preliminary\"")
        .contains("ZQXID1");
    assertThat(http.get(path, "application/pdf").statusCode()).isEqualTo(406);
    assertThat(http.get("/api/studies/1.2.3", "*/*").statusCode()).isEqualTo(404);
    assertThat(http.json("/api/studies?state=delivered&limit=1").path("studies")).hasSize(1);
    assertThat(http.get("/api/studies?state=lost", "*/*").statusCode()).isEqualTo(400);
    assertThat(http.get("/api/studies?limit=many", "*/*").statusCode()).isEqualTo(400);
    assertThat(http.json("/api/models").path("models").get(0).path("name").asText())
        .isEqualTo("brightness");
    assertThat(http.get("/health/liveness", "*/*").statusCode()).isEqualTo(200);
    assertThat(http.get("/health/readiness", "*/*").statusCode()).isEqualTo(200);
    assertThat(http.text("/prometheus", "*/*"))
        .contains("truncus_studies{state=\"delivered\"} 1.0")
        .contains("truncus_instances_total{outcome=\"taken\"} 4.0");
    assertThat(http.get("/beans", "*/*").statusCode()).isEqualTo(404);
  }

  @Test
  void aReportWaitsForItsDestinationOverARestartAndIsDeliveredOnce() throws Exception {
    int port = freePort();
    GatewayOptions options =
        GatewaySetup.options(temp.resolve("gw"))
            .set(GatewayOption.SEND_TO, ReceivingPacs.address(port).toString());
    try (Gateway gateway = GatewaySetup.start(options)) {
      send(gateway, SampleImages.image(1, 1, 0.4));
      Http http = new Http(gateway);
      await()
          .atMost(LONG)
          .until(() -> http.study(1).path("deliveries").path(0).path("attempts").asInt() >= 2);
      assertThat(http.study(1).path("state").asText()).isEqualTo("reported");
    }
    ReceivingPacs pacs = parts.push(new ReceivingPacs(port));
    Gateway again = start(options, new BrightnessScorer(1, 0));

    Http http = new Http(again);
    awaitState(http, 1, "delivered");
    assertThat(pacs.reports()).hasSize(1);
    assertThat(
            http.json("/api/studies/" + SampleImages.studyUid(1) + "/report")
                .path("study")
                .get(0)
                .path("decision")
                .asText())
        .isEqualTo("ABSENT");
  }

  @Test
  void aReportForADestinationThatIsNamedNoMoreIsHeldNotForgotten() throws Exception {
    String gone = ReceivingPacs.address(freePort()).toString();
    GatewayOptions options = GatewaySetup.options(temp.resolve("gw"));
    options.set(GatewayOption.SEND_TO, gone);
    try (Gateway gateway = GatewaySetup.start(options)) {
      send(gateway, SampleImages.image(1, 1, 0.4));
      awaitState(new Http(gateway), 1, "reported");
    }
    options.set(GatewayOption.SEND_TO, List.of());

    Http http = new Http(start(options, new BrightnessScorer(1, 0)));

    assertThat(http.study(1).path("state").asText()).isEqualTo("failed");
    JsonNode held = http.json("/api/failures").path("deliveries").path(0);
    assertThat(held.path("state").asText()).isEqualTo("held");
    assertThat(held.path("lastError").asText()).contains(gone);
  }

  @Test
  void aDestinationNamedTwiceGetsOneReport() throws Exception {
    ReceivingPacs pacs = parts.push(new ReceivingPacs(0));
    GatewayOptions options =
        GatewaySetup.options(temp.resolve("gw"))
            .set(
                GatewayOption.SEND_TO,
                List.of(pacs.address().toString(), pacs.address().toString()));
    Gateway gateway = start(options, new BrightnessScorer(1, 0));

    send(gateway, SampleImages.image(1, 1, 0.4));

    awaitState(new Http(gateway), 1, "delivered");
    assertThat(pacs.reports()).hasSize(1);
  }

  @Test
  void aLateImageMakesTheNextRevisionAndALateLateralDoesNot() throws Exception {
    ReceivingPacs pacs = parts.push(new ReceivingPacs(0));
    Gateway gateway = start(options(pacs), new BrightnessScorer(1, 0));
    Http http = new Http(gateway);
    send(gateway, SampleImages.image(1, 1, 0.2));
    awaitState(http, 1, "delivered");

    send(gateway, SampleImages.image(1, 2, 0.3).set(Tag.ViewPosition, "LL"));
    await().atMost(LONG).until(() -> http.study(1).path("runs").size() == 2);
    awaitState(http, 1, "delivered");
    assertThat(http.study(1).path("runs").get(0).path("state").asText()).isEqualTo("unchanged");
    assertThat(pacs.reports()).hasSize(1);

    send(gateway, SampleImages.image(1, 3, 0.9));
    await().atMost(LONG).until(() -> pacs.reports().size() == 2);
    DataSet revised = pacs.reports().get(1);
    DataSet predecessor = revised.items(Tag.PredecessorDocumentsSequence).get(0);
    assertThat(predecessor.string(Tag.StudyInstanceUID)).contains(SampleImages.studyUid(1));
    assertThat(revised.string(Tag.SOPInstanceUID))
        .isNotEqualTo(pacs.reports().get(0).string(Tag.SOPInstanceUID));
  }

  @Test
  void aStudyWithoutAnEligibleImageIsSkippedWithItsReasons() throws Exception {
    Gateway gateway = start(GatewaySetup.options(temp.resolve("gw")), new BrightnessScorer(1, 0));
    send(
        gateway,
        SampleImages.image(1, 1, 0.2).set(Tag.Modality, "MR"),
        SampleImages.image(1, 2, 0.2).set(Tag.ViewPosition, "LL"));

    JsonNode study = awaitState(new Http(gateway), 1, "skipped");
    assertThat(study.path("runs").get(0).path("reason").asText())
        .isEqualTo("1 x modality, 1 x view");
    String path = "/api/studies/" + SampleImages.studyUid(1) + "/report";
    JsonNode result = new Http(gateway).json(path);
    assertThat(result.path("status").asText()).isEqualTo("skipped");
    assertThat(result.path("study")).isEmpty(); // nothing about any finding
    assertThat(result.path("images")).hasSize(2);
    assertThat(new Http(gateway).get(path, "application/dicom").statusCode()).isEqualTo(200);
    assertThat(new Http(gateway).text(path, "application/fhir+json")).contains("dataAbsentReason");
  }

  @Test
  void whatFailsThreeTimesIsParkedUntilSomebodyAsksForIt() throws Exception {
    GatewayOptions options =
        GatewaySetup.options(temp.resolve("gw")).set(GatewayOption.RETRY_SECONDS, "0.05");
    Gateway gateway = start(options, new BrightnessScorer(1, 3));
    send(gateway, SampleImages.image(1, 1, 0.2));
    send(gateway, SampleImages.image(2, 1, 0.7));

    Http http = new Http(gateway);
    await()
        .atMost(LONG)
        .until(
            () ->
                List.of("failed", "reported").contains(http.study(1).path("state").asText())
                    && List.of("failed", "reported")
                        .contains(http.study(2).path("state").asText()));
    JsonNode failures = http.json("/api/failures");
    for (JsonNode run : failures.path("runs")) {
      String uid = run.path("studyInstanceUID").asText();
      assertThat(run.path("reason").asText()).startsWith("IllegalStateException(Brightness");
      assertThat(http.post("/api/studies/" + uid + "/retry").statusCode()).isEqualTo(202);
    }
    awaitState(http, 1, "reported");
    awaitState(http, 2, "reported");
    assertThat(http.post("/api/studies/" + SampleImages.studyUid(1) + "/retry").statusCode())
        .isEqualTo(409);
  }

  @Test
  void whatCantWorkIsSaidAtTheStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      assertThatThrownBy(
              () ->
                  GatewaySetup.start(
                      GatewaySetup.options(temp.resolve("a")).set(GatewayOption.DICOM_PORT, port)))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining(port);
      assertThatThrownBy(
              () ->
                  GatewaySetup.start(
                      GatewaySetup.options(temp.resolve("a")).set(GatewayOption.HTTP_PORT, port)))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining(port);
    }
    Path file = Files.writeString(temp.resolve("file"), "no folder");
    assertThatThrownBy(() -> GatewaySetup.start(GatewaySetup.options(file)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("data folder");
    assertThatThrownBy(
            () -> Gateway.start(GatewaySetup.options(temp.resolve("a")).build(), Clock.systemUTC()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--model");
    Path noModel = Files.createDirectory(temp.resolve("no-model"));
    assertThatThrownBy(
            () ->
                Gateway.start(
                    GatewaySetup.options(temp.resolve("a"))
                        .set(GatewayOption.MODEL, noModel.toString())
                        .build(),
                    Clock.systemUTC()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no-model");
    assertThat(start(GatewaySetup.options(temp.resolve("a")), new BrightnessScorer(1, 0)))
        .isNotNull(); // after all these, the folder is free
  }

  private GatewayOptions options(ReceivingPacs pacs) {
    return GatewaySetup.options(temp.resolve("gw"))
        .set(GatewayOption.SEND_TO, pacs.address().toString());
  }

  private Gateway start(GatewayOptions options, BrightnessScorer scorer) {
    return parts.push(GatewaySetup.start(options, scorer));
  }

  private void send(Gateway gateway, DataSet... images) {
    assertThat(GatewaySetup.send(gateway.dicomPort(), temp, images).allDelivered()).isTrue();
  }

  private static JsonNode awaitState(Http http, int study, String state) {
    return await()
        .atMost(LONG)
        .until(() -> http.study(study), json -> json.path("state").asText().equals(state));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
