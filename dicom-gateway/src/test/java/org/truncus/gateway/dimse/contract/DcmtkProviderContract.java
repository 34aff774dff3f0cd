package org.truncus.gateway.dimse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.TransferSyntax;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.builtin.Tool;

/** Our user against DCMTK's storescp and against Orthanc. */
@Timeout(120)
abstract class DcmtkProviderContract extends ContractPart {

  private static final Duration START = Duration.ofSeconds(30);

  private final DicomTransport transport = transport();

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"-pdu 4096", "-pdu 131072", "+xi", "+xb", "--bit-preserving"})
  void storescp(String options) throws Exception {
    try (Server server = startStorescp(options.split(" "))) {
      SendReport report = transport.send(server.peer(), "GATEWAY", files(4, 150));
      assertThat(report.failure()).isEmpty();
      assertThat(report.allDelivered()).as(report.toString()).isTrue();
      await().untilAsserted(() -> assertThat(received()).hasSize(4));
      List<byte[]> data =
          received().stream()
              .map(DicomReader::read)
              .map(f -> TestInstances.bytes(f.dataSet(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
              .toList();
      assertThat(data)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 4)
                  .mapToObj(
                      i ->
                          TestInstances.bytes(
                              TestInstances.dataSet(i, 150),
                              TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                  .toList());
    }
  }

  @Test
  void storescpThatRefuses() throws Exception {
    try (Server server = startStorescp("--refuse")) {
      SendReport report = transport.send(server.peer(), "GATEWAY", files(1, 20));
      assertThat(report.failure().orElseThrow().reject()).contains(new AssociationReject(1, 1, 1));
      assertThat(report.instances().get(0).failure()).contains(FailureKind.PERMANENT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--abort-during", "--abort-after"})
  void storescpThatAborts(String option) throws Exception {
    try (Server server = startStorescp(option)) {
      SendReport report = transport.send(server.peer(), "GATEWAY", files(3, 300));
      assertThat(report.failure().orElseThrow().kind()).isEqualTo(FailureKind.TRANSIENT);
      assertThat(report.instances()).hasSize(3);
      assertThat(report.instances().get(2).failure()).contains(FailureKind.TRANSIENT);
    }
  }

  @Test
  void orthanc() throws Exception {
    Tool tool = Tool.named("Orthanc");
    int dicomPort = Tool.freePort();
    int httpPort = Tool.freePort();
    Path store = Files.createDirectory(scratch.resolve("orthanc"));
    Path config =
        Files.writeString(
            scratch.resolve("orthanc.json"),
            """
            {"StorageDirectory": "%1$s", "IndexDirectory": "%1$s", "DicomAet": "PACS",
             "DicomPort": %2$d, "HttpPort": %3$d, "DicomCheckCalledAet": true, "Plugins": [],
             "RemoteAccessAllowed": false, "AuthenticationEnabled": false,
             "DicomModalities": {"gw": ["GATEWAY", "127.0.0.1", 11112]}}
            """
                .formatted(store, dicomPort, httpPort));
    Process process = tool.start(scratch.resolve("orthanc.txt"), config);
    try (Server server = new Server(process, new PeerAddress("PACS", "127.0.0.1", dicomPort))) {
      await().atMost(START).until(() -> transport.echo(server.peer(), "GATEWAY").ok());
      SendReport report = transport.send(server.peer(), "GATEWAY", files(3, 64));
      assertThat(report.allDelivered()).as(report.toString()).isTrue();
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/statistics"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).containsPattern("\"CountInstances\" : 3");
    }
  }

  private Server startStorescp(String... options) throws IOException {
    Tool tool = Tool.named("storescp");
    int port = Tool.freePort();
    Path folder = Files.createDirectory(scratch.resolve("received"));
    List<Object> arguments = new ArrayList<>(List.of("-v", "-aet", "PACS", "-od", folder));
    arguments.addAll(List.of(options));
    arguments.add(port);
    Path log = scratch.resolve("storescp.txt");
    Process process = tool.start(log, arguments.toArray());
    PeerAddress peer = new PeerAddress("PACS", "127.0.0.1", port);
    await()
        .atMost(START)
        .until(
            () ->
                transport
                    .echo(peer, "GATEWAY")
                    .failure()
                    .map(f -> !f.message().startsWith("no connection"))
                    .orElse(true));
    return new Server(process, peer);
  }

  private List<Path> received() throws IOException {
    try (Stream<Path> files = Files.list(scratch.resolve("received"))) {
      return files.toList();
    }
  }

  private List<OutgoingInstance> files(int count, int side) {
    return IntStream.range(0, count)
        .mapToObj(i -> new OutgoingInstance(TestInstances.file(scratch, i, side)))
        .toList();
  }

  private record Server(Process process, PeerAddress peer) implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      process.destroy();
      process.waitFor();
    }
  }
}
