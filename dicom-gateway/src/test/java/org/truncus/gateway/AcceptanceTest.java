package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;

/**
 * The whole way between others' software: Orthanc sends studies to a gateway with two models, has
 * the results back, and validators and readers of others look at what it holds then.
 */
class AcceptanceTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int MODELS = 2;

  @TempDir private static Path temp;
  private static OrthancServer orthanc;
  private static Gateway gateway;
  private static Http http;

  @BeforeAll
  static void start() throws Exception {
    orthanc = OrthancServer.start(temp);
    gateway = startGateway("gw", orthanc.address() + ";failures=true;heatmaps=true");
    orthanc.knows("gw", gateway);
    http = new Http(gateway);
  }

  private static Gateway startGateway(String name, String sendTo) {
    GatewayOptions options =
        GatewaySetup.options(temp.resolve(name))
            .set(GatewayOption.ACCEPT_FROM, OrthancServer.TITLE + "@127.0.0.1")
            .set(GatewayOption.MAX_ATTEMPTS, "1")
            .set(GatewayOption.SEND_TO, sendTo);
    return Gateway.start(
        options.build(),
        Clock.systemUTC(),
        List.of(new BrightnessScorer(1, 0), new LabelsScorer()));
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
    if (orthanc != null) {
      orthanc.close();
    }
  }

  @Test
  void oneImage() throws Exception {
    orthanc.take(SampleImages.image(1, 1, 0.8));
    push(1);
    Delivered delivered = delivered(1, MODELS);

    delivered.checkObjects();
    assertThat(delivered.readBack()).as("groups: image and study, 1 + 3 labels").isEqualTo(2 + 6);
    delivered.checkFhir();
    assertThat(delivered.of("OT")).as("effusion of two models, texture").hasSize(3);
    assertThat(http.study(1).path("state").asText()).isEqualTo("delivered");
  }

  @Test
  void severalImagesAndALateOne() throws Exception {
    orthanc.take(SampleImages.image(2, 1, 0.2), SampleImages.image(2, 2, 0.3));
    push(2);
    Delivered first = delivered(2, MODELS);
    first.checkObjects();
    assertThat(first.readBack()).isEqualTo(3 + 9);

    orthanc.take(SampleImages.image(2, 3, 0.9));
    assertThat(push(2)).as("reports and heat maps go along").isGreaterThan(3 + MODELS);
    Delivered second = delivered(2, 2 * MODELS);

    second.checkObjects();
    assertThat(second.readBack()).isEqualTo(4 + 12);
    second.checkFhir();
    second.checkTemplate();
    for (Path report : second.newestReports()) {
      assertThat(Delivered.header(report).items(Tag.PredecessorDocumentsSequence)).hasSize(1);
    }
    assertThat(http.study(2).path("revision").asInt()).isEqualTo(2);
    assertThat(http.study(2).path("instances")).hasSize(3);
  }

  @Test
  void aModelThatFails() throws Exception {
    orthanc.take(SampleImages.image(3, 1, LabelsScorer.BLACK / 4));
    push(3);
    Delivered delivered = delivered(3, MODELS);

    delivered.checkObjects();
    assertThat(delivered.readBack()).as("of the model that works").isEqualTo(2);
    delivered.checkFhir();
    JsonNode failed = delivered.result("labels/1");
    assertThat(failed.path("status").asText()).isEqualTo("failed");
    assertThat(failed.path("study")).isEmpty();
  }

  @Test
  void aStudyNoModelIsFor() throws Exception {
    orthanc.take(SampleImages.image(4, 1, 0.5).set(Tag.ViewPosition, "LL"));
    push(4);
    Delivered delivered = delivered(4, MODELS);

    delivered.checkObjects();
    assertThat(delivered.readBack()).isZero();
    delivered.checkFhir();
    assertThat(delivered.result("brightness/1").path("status").asText()).isEqualTo("skipped");
    assertThat(http.study(4).path("state").asText()).isEqualTo("skipped");
  }

  @Test
  void aWithdrawnResult() throws Exception {
    orthanc.take(SampleImages.image(5, 1, 0.7));
    push(5);
    delivered(5, MODELS);
    String study = "/api/studies/" + SampleImages.studyUid(5);
    assertThat(http.post(study + "/withdraw?why=wrong%20patient").statusCode()).isEqualTo(202);
    await().atMost(LONG).until(() -> !orthanc.instances(SampleImages.studyUid(5), "KO").isEmpty());

    Delivered delivered = delivered(5, MODELS);
    delivered.checkObjects();
    delivered.checkFhir();
    assertThat(delivered.of("KO")).isNotEmpty();
    assertThat(delivered.readBack()).isEqualTo(2 + 6);
  }

  @Test
  void whatComesBackIsIgnored() throws Exception {
    DataSet image = SampleImages.image(6, 1, 0.8);
    orthanc.take(image);
    try (Gateway looped = startGateway("looped", orthanc.address() + ";heatmaps=true")) {
      orthanc.knows("looped", looped);
      Http there = new Http(looped);
      String study = SampleImages.studyUid(6);
      assertThat(orthanc.push(study, "looped")).isEqualTo(1);
      await().atMost(LONG).until(() -> there.study(6).path("state").asText().equals("delivered"));
      there.post("/api/studies/" + study + "/withdraw?why=a%20test");
      await().atMost(LONG).until(() -> !orthanc.instances(study, "KO").isEmpty());
      await().atMost(LONG).until(() -> there.study(6).path("state").asText().equals("delivered"));
      int all = orthanc.instances(study).size();
      int runs = there.study(6).path("runs").size();

      assertThat(orthanc.push(study, "looped")).isEqualTo(all).isGreaterThan(1 + MODELS);

      await().during(Duration.ofSeconds(2)).until(() -> there.study(6).path("runs").size() == runs);
      assertThat(there.study(6).path("instances")).hasSize(1);
      assertThat(there.study(6).path("revision").asInt()).isEqualTo(1);
      assertThat(orthanc.instances(study)).hasSize(all);
    }
    assertThat(ignored("looped")).isGreaterThan(MODELS);
  }

  /** How often the audit trail of a closed gateway says that an object was its own. */
  private static int ignored(String name) {
    try (DataFolder folder = DataFolder.open(temp.resolve(name), temp.resolve(name));
        Database database = Database.embedded(folder)) {
      return database.transact(
          handle ->
              handle
                  .createQuery("select count(*) from audit where event = 'OWN_OUTPUT_IGNORED'")
                  .mapTo(Integer.class)
                  .one());
    }
  }

  private static int push(int study) throws Exception {
    return orthanc.push(SampleImages.studyUid(study), "gw");
  }

  /** What Orthanc holds of a study when it holds so many reports of it. */
  private static Delivered delivered(int study, int reports) throws Exception {
    String uid = SampleImages.studyUid(study);
    await().atMost(LONG).until(() -> orthanc.instances(uid, "SR").size() >= reports);
    await()
        .atMost(LONG)
        .until(
            () -> {
              for (JsonNode delivery : http.study(study).path("deliveries")) {
                if (!delivery.path("state").asText().equals("delivered")) {
                  return false;
                }
              }
              return true;
            });
    assertThat(orthanc.instances(uid, "SR")).hasSize(reports);
    return Delivered.fetch(orthanc, http, uid, temp.resolve("study-" + study));
  }
}
