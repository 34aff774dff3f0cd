package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.CommitmentItem;
import org.truncus.gateway.dimse.CommitmentReport;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.StoreFolder;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import org.truncus.gateway.dimse.builtin.Tool;
import org.truncus.json.Json;

/** Storage commitment of a whole gateway in both roles, with ourselves and with Orthanc. */
@Timeout(180)
class CommitmentGatewayTest {

  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String CLASS = UID.ComputedRadiographyImageStorage;

  @TempDir Path temp;

  /** A modality's ear, and an archive that refuses to keep what it got so many times. */
  private static final class Peer implements CommitmentHandler {
    final List<CommitmentResult> reported = new CopyOnWriteArrayList<>();
    final List<CommitmentRequest> requests = new CopyOnWriteArrayList<>();
    private final int refusals;

    Peer(int refusals) {
      this.refusals = refusals;
    }

    @Override
    public StoreResponse requested(AssociationInfo association, CommitmentRequest request) {
      requests.add(request);
      return StoreResponse.success();
    }

    @Override
    public Optional<CommitmentResult> result(AssociationInfo association, String transaction) {
      List<CommitmentItem> items = requests.get(requests.size() - 1).items();
      return Optional.of(
          requests.size() > refusals
              ? new CommitmentResult(transaction, items, List.of())
              : new CommitmentResult(
                  transaction,
                  List.of(),
                  items.stream().map(i -> new CommitmentResult.Failed(i, 0x0110)).toList()));
    }

    @Override
    public void told(AssociationInfo association, String transactionUID) {}

    @Override
    public StoreResponse reported(AssociationInfo association, CommitmentResult result) {
      reported.add(result);
      return StoreResponse.success();
    }
  }

  @Test
  void saysWhatItKeepsAlsoToAPeerThatHungUp() throws Exception {
    Peer modality = new Peer(0);
    try (DicomListener ear = listen("MOD1", modality);
        Gateway gateway =
            GatewaySetup.start(
                GatewaySetup.options(temp.resolve("gw"))
                    .set(GatewayOption.PEER, "MOD1@127.0.0.1:" + ear.port()))) {
      var sent =
          GatewaySetup.send(gateway.dicomPort(), temp, SampleImages.image(1, 1, 0.7))
              .instances()
              .get(0);
      CommitmentItem kept = new CommitmentItem(sent.sopClassUID(), sent.sopInstanceUID());
      CommitmentItem otherClass = new CommitmentItem("1.2.3", sent.sopInstanceUID());
      CommitmentItem unknown = new CommitmentItem(CLASS, "1.2.3.4");
      PeerAddress peer = new PeerAddress("TRUNCUS", "127.0.0.1", gateway.dicomPort());
      CommitmentRequest request =
          new CommitmentRequest("1.2.9", List.of(kept, otherClass, unknown));

      CommitmentReport patient =
          new BuiltinTransport().commit(peer, "MOD1", request, Duration.ofSeconds(20));
      CommitmentResult result = patient.result().orElseThrow();
      assertThat(result.committed()).containsExactly(kept);
      assertThat(result.failed())
          .containsExactly(
              new CommitmentResult.Failed(otherClass, 0x0119),
              new CommitmentResult.Failed(unknown, 0x0112));
      assertThat(modality.reported).isEmpty();

      CommitmentReport hasty = new BuiltinTransport().commit(peer, "MOD1", request, Duration.ZERO);
      assertThat(hasty.ok()).isTrue();
      await().atMost(LONG).until(() -> !modality.reported.isEmpty());
      assertThat(modality.reported).containsExactly(result);
    }
  }

  @Test
  void sendsAgainWhatADestinationDoesNotKeep() throws Exception {
    Peer archive = new Peer(1);
    try (DicomListener pacs = listen("PACS", archive);
        Gateway gateway =
            GatewaySetup.start(
                GatewaySetup.options(temp.resolve("gw"))
                    .set(GatewayOption.COMMIT, "true")
                    .set(GatewayOption.SEND_TO, "PACS@127.0.0.1:" + pacs.port()))) {
      GatewaySetup.send(gateway.dicomPort(), temp, SampleImages.image(1, 1, 0.7));
      Http http = new Http(gateway);
      await().atMost(LONG).until(() -> commitment(http).equals("committed"));
      assertThat(archive.requests).hasSize(2);
      JsonNode delivery = http.study(1).path("deliveries").get(0);
      assertThat(delivery.path("state").asText()).isEqualTo("delivered");
      assertThat(archive.requests.get(1).items().get(0).sopInstanceUID())
          .isEqualTo(delivery.path("sopInstanceUID").asText());
    }
  }

  @Test
  void orthancAsksAndIsAsked() throws Exception {
    int dicomPort = Tool.freePort();
    int httpPort = Tool.freePort();
    int gatewayPort = Tool.freePort();
    Process orthanc = startOrthanc(dicomPort, httpPort, gatewayPort);
    String orthancPeer = "ORTHANC@127.0.0.1:" + dicomPort;
    try (Gateway gateway =
        GatewaySetup.start(
            GatewaySetup.options(temp.resolve("gw"))
                .set(GatewayOption.DICOM_PORT, String.valueOf(gatewayPort))
                .set(GatewayOption.ACCEPT_FROM, List.of("MOD1", "ORTHANC"))
                .set(GatewayOption.COMMIT, "true")
                .set(GatewayOption.SEND_TO, orthancPeer))) {
      Http archive = new Http("http://127.0.0.1:" + httpPort);
      await().atMost(LONG).ignoreExceptions().until(() -> archive.json("/system").has("Version"));
      var sent =
          GatewaySetup.send(gateway.dicomPort(), temp, SampleImages.image(1, 1, 0.7))
              .instances()
              .get(0);

      // We ask Orthanc, which answers on an association of its own.
      Http http = new Http(gateway);
      await().atMost(LONG).until(() -> commitment(http).equals("committed"));

      // Orthanc asks us, and hangs up before the answer.
      String question =
          "{\"DicomInstances\": [[\"%s\", \"%s\"], [\"%s\", \"1.2.3.4\"]]}"
              .formatted(sent.sopClassUID(), sent.sopInstanceUID(), CLASS);
      JsonNode job =
          Json.mapper()
              .readTree(archive.post("/modalities/gw/storage-commitment", question).body());
      String answer = job.path("Path").asText();
      await()
          .atMost(LONG)
          .until(() -> !archive.json(answer).path("Status").asText().equals("Pending"));
      JsonNode report = archive.json(answer);
      assertThat(report.path("Success").get(0).path("SOPInstanceUID").asText())
          .as(report.toString())
          .isEqualTo(sent.sopInstanceUID());
      assertThat(report.path("Failures").get(0).path("FailureReason").asInt()).isEqualTo(0x0112);
    } finally {
      orthanc.destroyForcibly().waitFor();
    }
  }

  private static String commitment(Http http) throws IOException, InterruptedException {
    return http.study(1).path("deliveries").path(0).path("commitment").asText();
  }

  private DicomListener listen(String title, CommitmentHandler handler) {
    return new BuiltinTransport()
        .listen(
            ListenOptions.of(title, 0, List.of(AcceptRule.parse("TRUNCUS"))),
            new StoreFolder(temp.resolve(title)),
            Optional.of(handler));
  }

  private Process startOrthanc(int dicomPort, int httpPort, int gatewayPort) throws IOException {
    Tool tool = Tool.named("Orthanc");
    String store = Files.createDirectory(temp.resolve("orthanc")).toString();
    Path config =
        Files.writeString(
            temp.resolve("orthanc.json"),
            Json.write(
                Map.of(
                    "StorageDirectory",
                    store,
                    "IndexDirectory",
                    store,
                    "DicomAet",
                    "ORTHANC",
                    "DicomPort",
                    dicomPort,
                    "HttpPort",
                    httpPort,
                    "RemoteAccessAllowed",
                    false,
                    "AuthenticationEnabled",
                    false,
                    "DicomModalities",
                    Map.of("gw", List.of("TRUNCUS", "127.0.0.1", gatewayPort)))));
    return tool.start(temp.resolve("orthanc.log"), config);
  }
}
