package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.VR;
import org.truncus.gateway.dicomweb.Bodies;

/** Sends studies full of canaries (ZQX…) and looks for them where patient data don't belong. */
class PrivacyTest {

  private static final String CANARY = "ZQX";
  private static final int PRIVATE_TAG = 0x00111010;

  @TempDir Path temp;
  private final Logger root = (Logger) LoggerFactory.getLogger("org.truncus");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Level level = root.getLevel();

  @BeforeEach
  void listen() {
    log.start();
    root.setLevel(Level.DEBUG);
    root.addAppender(log);
  }

  @AfterEach
  void stop() {
    root.detachAppender(log);
    root.setLevel(level);
  }

  @Test
  void logsFiguresAndErrorsCarryNoPatientData() throws Exception {
    GatewayOptions options =
        GatewaySetup.options(temp.resolve("gw")).set(GatewayOption.RETRY_SECONDS, "0.05");
    try (ReceivingPacs pacs = new ReceivingPacs(0);
        Gateway gateway =
            GatewaySetup.start(
                options.set(GatewayOption.SEND_TO, pacs.address().toString()),
                new BrightnessScorer(1, 2))) {
      DataSet image =
          SampleImages.image(1, 1, 0.6).setBytes(PRIVATE_TAG, VR.UN, bytes("ZQXPRIVATE  "));
      send(gateway, image);
      send(gateway, image.copy().set(Tag.StudyDescription, "ZQX changed")); // conflict
      send(gateway, SampleImages.image(1, 2, 0.6).set(Tag.StudyInstanceUID, "ZQX.1"));
      send(
          gateway, SampleImages.image(1, 3, 0.6).setBytes(Tag.PixelData, VR.OW, bytes("ZQXPIXEL")));

      Http http = new Http(gateway);
      overHttp(http);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> http.study(1).path("state").asText().equals("delivered"));
      assertThat(pacs.reports().get(0).string(Tag.PatientName)).contains("Canary^ZQXNAME");

      String uid = "/api/studies/" + SampleImages.studyUid(1);
      for (String path :
          List.of(uid, uid + "/report", "/api/studies", "/api/failures", "/prometheus", "/")) {
        assertThat(http.text(path, "*/*")).as(path).isNotEmpty().doesNotContain(CANARY);
      }
      assertThat(http.text(uid + "/report", "text/html")).doesNotContain(CANARY);
      assertThat(http.text("/api/studies?state=lost", "*/*")).contains("no such study state");
    }
    List<String> lines = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(lines).anyMatch(line -> line.contains("failed, attempt 1"));
    assertThat(lines).noneMatch(line -> line.contains(CANARY));
    assertThat(log.list)
        .filteredOn(event -> event.getThrowableProxy() != null)
        .noneMatch(
            event -> ThrowableProxyUtil.asString(event.getThrowableProxy()).contains(CANARY));
  }

  /** Posts what is taken and what isn't, and asks for what there is and what makes no sense. */
  private static void overHttp(Http http) throws Exception {
    byte[] body =
        Bodies.of(
            Bodies.file(SampleImages.image(1, 4, 0.6)),
            Bodies.file(SampleImages.image(1, 5, 0.6).set(Tag.StudyInstanceUID, "ZQX.1")),
            bytes("ZQX no DICOM"));
    for (byte[] posted : List.of(body, Arrays.copyOf(body, body.length - 20), bytes("ZQX"))) {
      for (String type : List.of(Bodies.TYPE, "multipart/related; boundary=\"ZQX\"", "a/ZQX")) {
        byte[] answer = http.post("/dicom-web/studies", posted, type, "*/*").body();
        assertThat(new String(answer, StandardCharsets.UTF_8)).doesNotContain(CANARY);
      }
    }
    for (String query :
        List.of("?ZQX=1", "?limit=ZQX", "?PatientID=nobody", "/ZQX", "/ZQX/series")) {
      assertThat(http.text("/dicom-web/studies" + query, "application/dicom+json"))
          .as(query)
          .doesNotContain(CANARY);
    }
    assertThat(http.text("/dicom-web/studies?PatientName=Canary*", "*/*")).contains(CANARY);
  }

  private void send(Gateway gateway, DataSet image) {
    GatewaySetup.send(gateway.dicomPort(), temp, image);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
