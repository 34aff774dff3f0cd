package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.dicomweb.Bodies;
import org.truncus.gateway.dicomweb.StowClient;
import org.truncus.gateway.dicomweb.StowOptions;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.json.Json;

/** Instances posted to a gateway whose disk has less room than it wants to keep. */
class StowLowDiskTest {

  private static final String MORE_THAN_ANY_DISK = "1000000000";

  @TempDir Path temp;

  @Test
  void theSenderIsToldToComeAgain() throws Exception {
    try (Gateway gateway =
        GatewaySetup.start(
            GatewaySetup.options(temp.resolve("gw"))
                .set(GatewayOption.MIN_FREE_MEGABYTES, MORE_THAN_ANY_DISK))) {
      Http http = new Http(gateway);
      HttpResponse<byte[]> refused =
          http.post(
              "/dicom-web/studies",
              Bodies.of(Bodies.file(SampleImages.image(1, 1, 0.5))),
              Bodies.TYPE,
              "application/dicom+json");

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("60");
      JsonNode failed = Json.mapper().readTree(refused.body()).path("00081198").path("Value");
      assertThat(failed.get(0).path("00081197").path("Value").get(0).asInt()).isEqualTo(0xA700);
      assertThat(http.get("/health/readiness", "*/*").statusCode()).isEqualTo(503);
      assertThat(http.json("/api/studies").path("studies")).isEmpty();
      assertOurClientTriesAgain(gateway);
    }
  }

  private void assertOurClientTriesAgain(Gateway gateway) {
    StowClient client =
        new StowClient(
            StowOptions.of(URI.create("http://127.0.0.1:" + gateway.httpPort() + "/dicom-web")));
    Path file = SampleImages.write(temp.resolve("1.dcm"), SampleImages.image(1, 1, 0.5));

    InstanceReport report = client.send(List.of(new OutgoingInstance(file))).instances().get(0);

    assertThat(report.failure()).contains(FailureKind.TRANSIENT);
  }
}
