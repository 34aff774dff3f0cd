package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.image.FloatImage;
import org.truncus.model.Scores;

/** A model that never returns from an image doesn't keep other studies from their reports. */
class HangTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path temp;
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void theImageIsTakenOutAtTheThirdTimeOut() throws Exception {
    GatewayOptions options =
        GatewaySetup.options(temp.resolve("gw"))
            .set(GatewayOption.WORKERS, "4")
            .set(GatewayOption.RETRY_SECONDS, "0.1")
            .set(GatewayOption.IMAGE_TIMEOUT_SECONDS, "1.5");
    try (Gateway gateway =
        Gateway.start(options.build(), Clock.systemUTC(), List.of(new Hanging()))) {
      for (int study = 1; study <= 3; study++) {
        GatewaySetup.send(
            gateway.dicomPort(),
            temp,
            SampleImages.image(study, 1, 0.3),
            SampleImages.image(study, 2, study == 2 ? 0.95 : 0.4));
      }
      Http http = new Http(gateway);
      for (int study = 1; study <= 3; study++) {
        int number = study;
        await()
            .atMost(LONG)
            .until(() -> http.study(number).path("state").asText().equals("reported"));
        JsonNode report = http.json("/api/studies/" + SampleImages.studyUid(study) + "/report");
        assertThat(report.path("status").asText()).isEqualTo(study == 2 ? "partial" : "final");
      }
      assertThat(http.get("/health/readiness", "*/*").statusCode()).isEqualTo(200);
      end.countDown();
    }
  }

  /** Hangs on bright images until the test ends, whatever interrupts it. */
  private final class Hanging extends ForwardingScorer {

    @Override
    public Scores score(FloatImage image) {
      Scores scores = super.score(image);
      while (scores.probabilities()[0] > 0.9 && end.getCount() > 0) {
        Thread.onSpinWait();
      }
      return scores;
    }
  }
}
