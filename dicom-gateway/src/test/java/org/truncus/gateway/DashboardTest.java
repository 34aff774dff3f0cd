package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.dimse.builtin.Tool;

/** The page for people. */
class DashboardTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Pattern REPORT = Pattern.compile("href=\"([^\"]*/report[^\"]*)\">([^<]*)<");

  @TempDir Path temp;

  @Test
  void itLeadsToEachModelsResultAndSaysWhatWaitsForWhom() throws Exception {
    String absent = ReceivingPacs.address(Tool.freePort()).toString();
    GatewayOptions options =
        GatewaySetup.options(temp.resolve("gw")).set(GatewayOption.SEND_TO, absent);
    try (Gateway gateway =
        Gateway.start(
            options.build(),
            Clock.systemUTC(),
            List.of(new BrightnessScorer(1, 0), new LabelsScorer()))) {
      Http http = new Http(gateway);
      assertThat(http.text("/", "text/html")).contains("Ready.").doesNotContain("/report");
      GatewaySetup.send(gateway.dicomPort(), temp, SampleImages.image(1, 1, 0.7));
      await().atMost(LONG).until(() -> http.study(1).path("state").asText().equals("reported"));
      await().atMost(LONG).until(() -> http.text("/", "text/html").contains("no connection to"));

      String page = http.text("/", "text/html");
      assertThat(page).contains(">quiet<", ">" + absent + "<", ">2<");
      Matcher links = REPORT.matcher(page);
      for (String model : List.of("brightness", "labels")) {
        assertThat(links.find()).isTrue();
        assertThat(links.group(2)).isEqualTo(model + "/1");
        assertThat(http.text(links.group(1), "text/html")).contains(model + " version 1");
      }
      assertThat(links.find()).isFalse();

      String study = "/api/studies/" + SampleImages.studyUid(1);
      http.post(study + "/withdraw?why=a%20%3Cb%3E");
      assertThat(http.text(study + "/report", "text/html")).contains("Withdrawn", "a &lt;b&gt;");
    }
  }
}
