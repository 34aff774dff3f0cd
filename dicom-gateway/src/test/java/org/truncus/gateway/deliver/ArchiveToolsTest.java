package org.truncus.gateway.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.TransferSyntax;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import org.truncus.gateway.dimse.builtin.Tool;
import org.truncus.gateway.dimse.contract.TestInstances;
import org.truncus.gateway.work.Databases;
import org.truncus.gateway.work.StudyState;
import org.truncus.json.Json;

/** The outbox and archives of others, which refuse, break off, sleep and go away. */
@Timeout(120)
class ArchiveToolsTest {

  private static final Duration LONG = Duration.ofSeconds(40);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TEN = Duration.ofSeconds(10);

  @TempDir Path temp;
  private final BuiltinTransport transport =
      new BuiltinTransport(
          new CallOptions(new Timeouts(TEN, TEN, TEN, SECOND, SECOND), 16384, Optional.empty()));
  private final List<Process> processes = new ArrayList<>();
  private DeliveryBench bench;

  @BeforeEach
  void open() {
    bench = new DeliveryBench(Databases.H2, temp);
  }

  @AfterEach
  void close() throws InterruptedException {
    for (Process process : processes) {
      stop(process);
    }
    bench.close();
  }

  @Test
  void whatStorescpRefusesIsHeldAndQueuedAnew() throws Exception {
    int port = Tool.freePort();
    DeliveryWorker worker = worker(port);
    Process refusing = storescp(port, "--refuse");
    bench.queue(1, 2);
    for (int attempt = 1; attempt <= 3; attempt++) {
      DeliveryBench.work(worker);
      bench.clock.advance(Duration.ofMinutes(1));
    }
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.HELD);
    assertThat(bench.row(2).lastError()).contains("1/1/1");
    stop(refusing);

    storescp(port);
    assertThat(bench.desk().retryDeliveries(Optional.of(DeliveryBench.ARCHIVE))).isEqualTo(2);
    DeliveryBench.work(worker);
    assertReceived(1, 2);
  }

  @ParameterizedTest
  @CsvSource({"--abort-during, 1", "--abort-after, 1", "--sleep-after 3, 2"})
  void whatStorescpBreaksOffIsSentUntilItIsThereOnce(String option, int broken) throws Exception {
    int port = Tool.freePort();
    DeliveryWorker worker = worker(port);
    Process failing = storescp(port, option.split(" ", -1));
    bench.queue(1, 2, 3);
    assertThat(worker.step()).isTrue();
    assertThat(bench.row(broken).state()).isEqualTo(OutboxState.PENDING);
    assertThat(bench.row(broken).attempts()).isEqualTo(1);
    assertThat(bench.row(3).attempts()).isZero();
    stop(failing);

    DeliveryBench.work(worker);
    assertThat(bench.breaker.view().failures()).isEqualTo(2); // broken, and then not there
    storescp(port);
    bench.clock.advance(Duration.ofMinutes(1));
    DeliveryBench.work(worker);
    assertReceived(1, 2, 3);
  }

  @Test
  void orthancThatWasStoppedAndStartedAgainHasTheReportOnceAndAsItWasSent() throws Exception {
    int port = Tool.freePort();
    int http = Tool.freePort();
    DeliveryWorker worker = worker(port);
    Process orthanc = orthanc(port, http);
    bench.queue(1);
    DeliveryBench.work(worker);
    assertThat(bench.study(1)).isEqualTo(StudyState.DELIVERED);
    stop(orthanc);

    bench.queue(2);
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(DeliveryBench.work(worker)).isPositive();
      bench.waitFor(2);
    }
    assertThat(bench.breaker.view().state()).isEqualTo(CircuitBreaker.State.OPEN);
    assertThat(bench.row(2).lastError()).contains("no connection");
    orthanc(port, http);
    bench.clock.advance(Duration.ofMinutes(1));
    DeliveryBench.work(worker);
    assertThat(bench.study(2)).isEqualTo(StudyState.DELIVERED);

    long first = bench.row(1).id();
    bench.database.durablyDo(handle -> bench.outbox.sendAgain(handle, first));
    DeliveryBench.work(worker);
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.DELIVERED);
    JsonNode instances = Json.mapper().readTree(get(http, "/instances"));
    assertThat(instances).hasSize(2);
    for (JsonNode id : instances) {
      Path file = temp.resolve(id.asText() + ".dcm");
      Files.write(file, get(http, "/instances/" + id.asText() + "/file"));
      assertSameAsSent(file);
    }
  }

  private DeliveryWorker worker(int port) {
    return bench.worker(
        new DicomCourier(transport, new PeerAddress("PACS", "127.0.0.1", port), "TRUNCUS"));
  }

  /** Each once, whatever was left of attempts before. */
  private void assertReceived(int... numbers) throws IOException {
    for (int number : numbers) {
      assertThat(bench.row(number).state()).isEqualTo(OutboxState.DELIVERED);
      assertThat(bench.study(number)).isEqualTo(StudyState.DELIVERED);
    }
    try (Stream<Path> files = Files.list(temp.resolve("received"))) {
      List<Path> received = files.toList();
      assertThat(received).hasSize(numbers.length);
      received.forEach(this::assertSameAsSent);
    }
  }

  private void assertSameAsSent(Path file) {
    byte[] got = bytes(file);
    assertThat(Stream.of(1, 2, 3).filter(n -> Files.exists(temp.resolve(name(n)))))
        .anySatisfy(n -> assertThat(got).isEqualTo(bytes(temp.resolve(name(n)))));
  }

  private static String name(int number) {
    return "instance-" + number + ".dcm";
  }

  private static byte[] bytes(Path file) {
    return TestInstances.bytes(
        DicomReader.read(file).dataSet(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  private Process storescp(int port, String... options) throws IOException {
    Tool tool = Tool.named("storescp");
    Path folder = temp.resolve("received");
    Files.createDirectories(folder);
    List<Object> arguments = new ArrayList<>(List.of("-aet", "PACS", "-od", folder));
    arguments.addAll(List.of(options));
    arguments.add(port);
    return started(tool.start(temp.resolve("storescp.txt"), arguments.toArray()), port);
  }

  private Process orthanc(int port, int http) throws IOException {
    Tool tool = Tool.named("Orthanc");
    Path store = temp.resolve("orthanc");
    Files.createDirectories(store);
    Path config =
        Files.writeString(
            temp.resolve("orthanc.json"),
            """
            {"StorageDirectory": "%1$s", "IndexDirectory": "%1$s", "DicomAet": "PACS",
             "DicomPort": %2$d, "HttpPort": %3$d, "OverwriteInstances": false, "Plugins": [],
             "RemoteAccessAllowed": false, "AuthenticationEnabled": false}
            """
                .formatted(store, port, http));
    return started(tool.start(temp.resolve("orthanc.txt"), config), port);
  }

  /** Waits until it takes connections. */
  private Process started(Process process, int port) {
    processes.add(process);
    PeerAddress peer = new PeerAddress("PACS", "127.0.0.1", port);
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                transport
                    .echo(peer, "TRUNCUS")
                    .failure()
                    .map(why -> !why.message().startsWith("no connection"))
                    .orElse(true));
    return process;
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private static byte[] get(int http, String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }
}
