package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image on which the model ends the whole process is taken out at the third try. */
class PoisonTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int STUDIES = 4;

  @TempDir Path temp;
  private GatewayProcess gateway;

  @AfterEach
  void kill() throws InterruptedException {
    if (gateway != null) {
      gateway.kill();
    }
  }

  @Test
  void itsStudyIsReportedWithoutItAndNoOtherIsBlamed() throws Exception {
    assertThat(start()).isTrue();
    for (int study = 1; study <= STUDIES; study++) {
      GatewaySetup.send(
          gateway.dicomPort(),
          temp,
          SampleImages.image(study, 1, 0.3),
          SampleImages.image(study, 2, study == 2 ? 0.95 : 0.4));
    }
    for (int death = 1; death <= 3; death++) {
      gateway.awaitEnd();
      while (!start()) {
        death++; // it had no time to open its ports
      }
    }
    for (int study = 1; study <= STUDIES; study++) {
      int number = study;
      await()
          .atMost(LONG)
          .until(() -> gateway.http().study(number).path("state").asText().equals("reported"));
      JsonNode report =
          gateway.http().json("/api/studies/" + SampleImages.studyUid(study) + "/report");
      boolean poisoned = study == 2;
      assertThat(report.path("status").asText()).isEqualTo(poisoned ? "partial" : "final");
      assertThat(StreamSupport.stream(report.path("images").spliterator(), false))
          .filteredOn(image -> image.path("reason").asText().equals("quarantined"))
          .hasSize(poisoned ? 1 : 0);
    }
  }

  /** Returns whether it lived long enough to open its ports. */
  private boolean start() {
    try {
      gateway =
          GatewayProcess.start(
              temp.resolve("gateway"),
              temp.resolve("log"),
              0.9,
              Map.of(GatewayOption.WORKERS, "3", GatewayOption.QUIET_SECONDS, "1.5"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
