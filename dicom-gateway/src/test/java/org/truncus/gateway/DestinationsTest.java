package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import org.truncus.gateway.dimse.builtin.Tool;
import org.truncus.json.Json;

/** Destinations as HTTP shows them, and what people do about them there. */
class DestinationsTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path temp;

  @Test
  void aDestinationThatIsAwayIsShownAndServedWhenItIsBack() throws Exception {
    int port = Tool.freePort();
    String address = ReceivingPacs.address(port).toString();
    try (Gateway gateway =
        GatewaySetup.start(
            GatewaySetup.options(temp.resolve("gw"))
                .set(GatewayOption.RETRY_SECONDS, "0.1")
                .set(GatewayOption.SEND_TO, address + ";sr=comprehensive;heatmaps=true"))) {
      Http http = new Http(gateway);
      JsonNode fresh = http.json("/api/destinations").path("destinations").path(0);
      assertThat(fresh.path("destination").asText()).isEqualTo(address);
      assertThat(fresh.path("srClass").asText()).isEqualTo("comprehensive");
      assertThat(fresh.path("heatmaps").asBoolean()).isTrue();
      assertThat(fresh.path("sending").asText()).isEqualTo("closed");

      GatewaySetup.send(gateway.dicomPort(), temp, SampleImages.image(1, 1, 0.4));
      JsonNode away =
          await()
              .atMost(LONG)
              .until(
                  () -> http.json("/api/destinations").path("destinations").path(0),
                  json -> json.path("sending").asText().equals("open"));
      assertThat(away.path("waiting").asInt()).isEqualTo(1);
      assertThat(away.path("lastError").asText()).contains("no connection");
      assertThat(away.path("nextProbe").asText()).isNotEmpty();
      assertThat(away.path("failedAssociations").asInt()).isGreaterThanOrEqualTo(3);
      assertThat(http.text("/", "text/html")).contains(address).contains("no connection");
      assertThat(http.text("/prometheus", "*/*"))
          .contains("truncus_destination_up{destination=\"" + address + "\"} 0.0")
          .contains(
              "truncus_destination_objects{destination=\"" + address + "\",state=\"pending\"} 1.0");

      try (ReceivingPacs pacs = new ReceivingPacs(port)) {
        assertThat(http.post("/api/deliveries/retry?destination=" + address).statusCode())
            .isEqualTo(202); // nothing is parked, but it is asked at once
        await().atMost(LONG).until(() -> pacs.reports().size() == 1);
        await().atMost(LONG).until(() -> state(http).equals("delivered"));
        assertThat(http.text("/prometheus", "*/*"))
            .contains("truncus_destination_up{destination=\"" + address + "\"} 1.0");
        assertThat(pacs.reports()).hasSize(1);
      }
    }
  }

  @Test
  void whatIsHeldIsQueuedAnewByStudyOrByDestination() throws Exception {
    int[] status = {0xC000};
    try (DicomListener pacs =
            new BuiltinTransport()
                .listen(
                    ListenOptions.of("PACS", 0, List.of(AcceptRule.parse("TRUNCUS"))),
                    (request, data) -> new StoreResponse(status[0], "because of the test"));
        Gateway gateway =
            GatewaySetup.start(
                GatewaySetup.options(temp.resolve("gw"))
                    .set(GatewayOption.RETRY_SECONDS, "0.05")
                    .set(GatewayOption.SEND_TO, ReceivingPacs.address(pacs.port()).toString()))) {
      Http http = new Http(gateway);
      GatewaySetup.send(gateway.dicomPort(), temp, SampleImages.image(1, 1, 0.4));
      await().atMost(LONG).until(() -> state(http).equals("failed"));
      JsonNode held = http.study(1).path("deliveries").path(0);
      assertThat(held.path("state").asText()).isEqualTo("held");
      assertThat(held.path("attempts").asInt()).isEqualTo(3);
      assertThat(held.path("lastStatus").asText()).isEqualTo("C000");
      assertThat(held.path("lastError").asText()).contains("because of the test");

      http.post("/api/studies/" + SampleImages.studyUid(1) + "/retry");
      await().atMost(LONG).until(() -> state(http).equals("failed"));
      status[0] = 0;
      String other = "OTHER@127.0.0.1:104";
      assertThat(queued(http, "?destination=" + other)).isZero();
      assertThat(queued(http, "?destination=" + ReceivingPacs.address(pacs.port()))).isEqualTo(1);
      await().atMost(LONG).until(() -> state(http).equals("delivered"));
      assertThat(queued(http, "")).isZero();
    }
  }

  private static int queued(Http http, String query) throws Exception {
    byte[] answer = http.post("/api/deliveries/retry" + query).body();
    return Json.mapper()
        .readTree(new String(answer, StandardCharsets.UTF_8))
        .path("queued")
        .asInt();
  }

  private static String state(Http http) throws Exception {
    return http.study(1).path("state").asText();
  }
}
