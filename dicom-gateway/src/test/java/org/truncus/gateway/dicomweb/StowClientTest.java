package org.truncus.gateway.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.problem.UsageException;

/** Against a service that answers what a test wants. */
class StowClientTest {

  private static final String ONE = SampleImages.instanceUid(1, 1);
  private static final String TWO = SampleImages.instanceUid(1, 2);

  @TempDir Path temp;
  private final ConcurrentLinkedQueue<HttpExchange> asked = new ConcurrentLinkedQueue<>();
  private HttpServer service;
  private volatile int status = 200;
  private volatile String answer = "";
  private volatile byte[] body = {};
  private volatile long delay;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/dicom-web/studies", this::serve);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(exchange);
      body = exchange.getRequestBody().readAllBytes();
      Thread.sleep(delay);
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void postsTheFilesAsTheyAre() throws IOException {
    answer = result(List.of(ONE, TWO), List.of());

    SendReport report = send(options());

    assertThat(report.allDelivered()).isTrue();
    assertThat(report.instances())
        .extracting(InstanceReport::sopInstanceUID)
        .containsExactly(ONE, TWO);
    HttpExchange request = asked.remove();
    assertThat(request.getRequestMethod()).isEqualTo("POST");
    MediaRange type = MediaRange.parse(request.getRequestHeaders().getFirst("Content-Type"));
    assertThat(type.parameter("type")).contains("application/dicom");
    MultipartReader parts =
        new MultipartReader(
            new ByteArrayInputStream(body), type.parameter("boundary").orElseThrow());
    for (int i = 1; i <= 2; i++) {
      assertThat(parts.next().orElseThrow().body().readAllBytes())
          .isEqualTo(Files.readAllBytes(temp.resolve(i + ".dcm")));
    }
    assertThat(parts.next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0x0111, ",
    "0xC000, PERMANENT",
    "0xA900, PERMANENT",
    "0x0122, PERMANENT",
    "0xC122, PERMANENT",
    "0x0124, PERMANENT",
    "0xA700, TRANSIENT",
    "0x0110, TRANSIENT",
    "0xB000, "
  })
  void aFailureReasonIsWhatItIsForCStore(String reason, FailureKind kind) throws IOException {
    status = 202;
    answer = result(List.of(ONE), List.of(TWO + ":" + Integer.decode(reason)));

    List<InstanceReport> reports = send(options()).instances();

    assertThat(reports.get(0).delivered()).isTrue();
    assertThat(reports.get(1).failure().orElse(null)).isEqualTo(kind);
    assertThat(reports.get(1).status()).hasValue(Integer.decode(reason));
  }

  @Test
  void noneStoredBecauseTheyAreThereIsDelivered() throws IOException {
    status = 409;
    answer = result(List.of(), List.of(ONE + ":273", TWO + ":49152"));

    List<InstanceReport> reports = send(options()).instances();

    assertThat(reports.get(0).delivered()).isTrue();
    assertThat(reports.get(1).failure()).contains(FailureKind.PERMANENT);
    answer = "";
    assertThat(send(options()).instances().get(0).failure()).contains(FailureKind.TRANSIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "400, PERMANENT",
    "401, PERMANENT",
    "403, PERMANENT",
    "404, PERMANENT",
    "413, PERMANENT",
    "415, PERMANENT",
    "302, PERMANENT",
    "408, TRANSIENT",
    "429, TRANSIENT",
    "500, TRANSIENT",
    "503, TRANSIENT"
  })
  void aRefusedRequestFailsAllItsInstances(int code, FailureKind kind) throws IOException {
    status = code;
    answer = "<html>";

    SendReport report = send(options());

    assertThat(report.failure().orElseThrow().kind()).isEqualTo(kind);
    assertThat(report.instances()).allMatch(i -> i.failure().orElseThrow() == kind);
    assertThat(report.instances().get(0).message()).contains("HTTP " + code);
    assertThat(report.instances().get(0).status()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "fine", "{", "[]", "<a/>", "{}"})
  void successIsSuccessWhateverTheBody(String text) throws IOException {
    answer = text;

    assertThat(send(options()).allDelivered()).isTrue();
  }

  @Test
  void aPartialSuccessNobodyUnderstandsIsTriedAgain() throws IOException {
    status = 202;
    answer = "some";

    assertThat(send(options()).instances())
        .allMatch(i -> i.failure().orElseThrow() == FailureKind.TRANSIENT);
  }

  @Test
  void anInstanceThatIsntInTheListIsntDelivered() throws IOException {
    answer = result(List.of(ONE), List.of());

    List<InstanceReport> reports = send(options()).instances();

    assertThat(reports.get(0).delivered()).isTrue();
    assertThat(reports.get(1).failure()).contains(FailureKind.TRANSIENT);
  }

  @Test
  void xmlIsUnderstood() throws IOException {
    status = 202;
    answer =
        """
        <?xml version="1.0"?>
        <NativeDicomModel>
          <DicomAttribute tag="00081199" vr="SQ" keyword="ReferencedSOPSequence"><Item number="1">
            <DicomAttribute tag="00081155" vr="UI"><Value number="1">%s</Value></DicomAttribute>
          </Item></DicomAttribute>
          <DicomAttribute tag="00081198" vr="SQ" keyword="FailedSOPSequence"><Item number="1">
            <DicomAttribute tag="00081155" vr="UI"><Value number="1">%s</Value></DicomAttribute>
            <DicomAttribute tag="00081197" vr="US"><Value number="1">49152</Value></DicomAttribute>
          </Item></DicomAttribute>
        </NativeDicomModel>
        """
            .formatted(ONE, TWO);

    List<InstanceReport> reports = send(options()).instances();

    assertThat(reports.get(0).delivered()).isTrue();
    assertThat(reports.get(1).failure()).contains(FailureKind.PERMANENT);
  }

  @Test
  void credentialsComeFromAFileAndAreNowhereElse() throws IOException {
    Path file = Files.writeString(temp.resolve("secret"), "user:pass\n");
    StowOptions.Credentials basic =
        new StowOptions.Credentials(StowOptions.Credentials.Kind.BASIC, file);

    send(options().withCredentials(basic));
    assertThat(asked.remove().getRequestHeaders().getFirst("Authorization"))
        .isEqualTo("Basic dXNlcjpwYXNz");

    Files.writeString(file, "token");
    send(
        options()
            .withCredentials(
                new StowOptions.Credentials(StowOptions.Credentials.Kind.BEARER, file)));
    assertThat(asked.remove().getRequestHeaders().getFirst("Authorization"))
        .isEqualTo("Bearer token");

    SendReport unfit = send(options().withCredentials(basic));
    assertThat(asked).isEmpty();
    assertThat(unfit.instances().get(0).message()).contains("secret").doesNotContain("token;");
    assertThat(basic.toString()).doesNotContain("token");
  }

  @Test
  void aServiceThatIsntThereOrSaysNothingMayBeLater() throws IOException {
    delay = 3000;
    SendReport silent = send(options().withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300)));
    assertThat(silent.failure().orElseThrow().kind()).isEqualTo(FailureKind.TRANSIENT);

    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    SendReport absent = send(StowOptions.of(URI.create("http://127.0.0.1:" + port + "/dicom-web")));
    assertThat(absent.failure().orElseThrow().kind()).isEqualTo(FailureKind.TRANSIENT);
  }

  @Test
  void aFileThatIsNoInstanceDoesntHoldUpTheOthers() throws IOException {
    answer = result(List.of(ONE), List.of());
    Path bad = Files.writeString(temp.resolve("bad.dcm"), "no DICOM");

    List<InstanceReport> reports =
        new StowClient(options())
            .send(
                List.of(
                    new OutgoingInstance(bad),
                    image(1),
                    new OutgoingInstance(temp.resolve("absent"))))
            .instances();

    assertThat(reports.get(0).failure()).contains(FailureKind.PERMANENT);
    assertThat(reports.get(1).delivered()).isTrue();
    assertThat(reports.get(2).failure()).contains(FailureKind.TRANSIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://host/x", "host/x", "http:///x", "http://u:p@host/x", "http://host/x?y"})
  void anAddressIsAnAddress(String text) {
    assertThatThrownBy(() -> StowOptions.of(URI.create(text)))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("u:p");
  }

  private StowOptions options() {
    return StowOptions.of(
        URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/dicom-web/"));
  }

  private SendReport send(StowOptions options) {
    return new StowClient(options).send(List.of(image(1), image(2)));
  }

  private OutgoingInstance image(int instance) {
    return new OutgoingInstance(
        SampleImages.write(temp.resolve(instance + ".dcm"), SampleImages.image(1, instance, 0.5)));
  }

  private static String result(List<String> stored, List<String> failed) {
    return "{\"00081199\":{\"vr\":\"SQ\",\"Value\":[%s]},\"00081198\":{\"vr\":\"SQ\",\"Value\":[%s]}}"
        .formatted(
            String.join(",", stored.stream().map(uid -> item(uid, "")).toList()),
            String.join(
                ",",
                failed.stream()
                    .map(
                        text ->
                            item(
                                text.substring(0, text.indexOf(':')),
                                ",\"00081197\":{\"vr\":\"US\",\"Value\":[%s]}"
                                    .formatted(text.substring(text.indexOf(':') + 1))))
                    .toList()));
  }

  private static String item(String uid, String more) {
    return "{\"00081155\":{\"vr\":\"UI\",\"Value\":[\"%s\"]}%s}".formatted(uid, more);
  }
}
