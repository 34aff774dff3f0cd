package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway between DCMTK's {@code storescu} and Orthanc, where both are installed. */
class OrthancTest {

  private static final Path STORESCU = Path.of("/usr/bin/storescu");
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path temp;

  @Test
  void orthancHoldsTheReportOfAStudySentByStorescu() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(STORESCU), "storescu (DCMTK) is not installed");
    try (OrthancServer orthanc = OrthancServer.start(temp);
        Gateway gateway =
            GatewaySetup.start(
                GatewaySetup.options(temp.resolve("gw"))
                    .set(GatewayOption.SEND_TO, orthanc.address()))) {
      storescu(gateway.dicomPort());

      Http http = new Http(gateway);
      await().atMost(LONG).until(() -> http.study(1).path("state").asText().equals("delivered"));
      JsonNode found = orthanc.find("Instance", Map.of("Modality", "SR"));
      assertThat(found).hasSize(1);
      String report = http.study(1).path("deliveries").get(0).path("sopInstanceUID").asText();
      assertThat(found.get(0).path("MainDicomTags").path("SOPInstanceUID").asText())
          .isEqualTo(report);
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
}
