package org.truncus.gateway.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.MovableClock;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.tls.TestAuthority;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.gateway.dimse.tls.TlsOptions;

/** Instances posted over HTTPS, to a service that wants a certificate of its callers. */
class StowTlsTest {

  private static final String ANSWER =
      "{\"00081199\":{\"vr\":\"SQ\",\"Value\":[{\"00081155\":{\"vr\":\"UI\",\"Value\":[\"%s\"]}}]}}"
          .formatted(SampleImages.instanceUid(1, 1));

  @TempDir Path temp;
  private final MovableClock clock = new MovableClock();
  private final ConcurrentLinkedQueue<String> callers = new ConcurrentLinkedQueue<>();
  private TestAuthority authority;
  private TestAuthority stranger;
  private HttpsServer service;

  @BeforeEach
  void makeCertificates() throws Exception {
    service = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    authority = new TestAuthority(temp, "authority");
    stranger = new TestAuthority(temp, "stranger");
    authority.sign("localhost", 30);
    authority.sign("gw", 30);
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void bothSidesShowTheirCertificates() throws Exception {
    start(authority.options("localhost"));

    assertThat(send(client(authority.options("gw"))).allDelivered()).isTrue();

    assertThat(callers).containsExactly("CN=gw,O=Hospital");
  }

  @Test
  void aServiceOfAnotherAuthorityGetsNothingUntilItIsTrusted() throws Exception {
    Path trusted = temp.resolve("trusted.crt");
    Files.copy(stranger.certificate(), trusted);
    StowClient client =
        client(TlsOptions.mutual(authority.certificate("gw"), authority.key("gw"), trusted));
    start(authority.options("localhost"));

    assertThat(assertLater(send(client)).message()).contains("no TLS", "authorities");
    assertThat(callers).as("no patient's data left").isEmpty();
    Files.copy(authority.certificate(), trusted, StandardCopyOption.REPLACE_EXISTING);
    clock.advance(Duration.ofSeconds(2));

    assertThat(send(client).allDelivered()).as("the file was replaced").isTrue();
  }

  @Test
  void ourCertificateIsReplacedWithoutARestart() throws Exception {
    start(authority.options("localhost"));
    Path certificate = temp.resolve("ours.crt");
    Path key = temp.resolve("ours.key");
    copy("gw", certificate, key);
    StowClient client = client(TlsOptions.mutual(certificate, key, authority.certificate()));
    assertThat(send(client).allDelivered()).isTrue();

    authority.sign("gw2", 30);
    copy("gw2", certificate, key);
    assertThat(send(client).allDelivered()).as("before it looks again").isTrue();
    clock.advance(Duration.ofSeconds(2));
    assertThat(send(client).allDelivered()).isTrue();

    assertThat(callers)
        .containsExactly("CN=gw,O=Hospital", "CN=gw,O=Hospital", "CN=gw2,O=Hospital");
  }

  @Test
  void aServiceOfAnotherNameGetsNothing() throws Exception {
    authority.sign("elsewhere", 30);
    start(authority.options("elsewhere"));

    assertThat(assertLater(send(client(authority.options("gw")))).message())
        .contains("no TLS", "localhost");
    assertThat(callers).isEmpty();
  }

  @Test
  void aServiceThatDoesNotTrustUsMayDoSoLater() throws Exception {
    stranger.sign("other", 30);
    start(authority.options("localhost"));
    TlsOptions unknown =
        TlsOptions.mutual(
            stranger.certificate("other"), stranger.key("other"), authority.certificate());

    assertThat(assertLater(send(client(unknown))).message()).contains("localhost");
    assertThat(callers).isEmpty();
  }

  /** What a person may put right by replacing a file is tried again. */
  private static AssociationFailure assertLater(SendReport report) {
    AssociationFailure failure = report.failure().orElseThrow();
    assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
    assertThat(report.instances()).allMatch(i -> i.failure().orElseThrow() == failure.kind());
    return failure;
  }

  private void copy(String peer, Path certificate, Path key) throws IOException {
    Files.copy(authority.certificate(peer), certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(authority.key(peer), key, StandardCopyOption.REPLACE_EXISTING);
  }

  private StowClient client(TlsOptions tls) {
    URI base = URI.create("https://localhost:" + service.getAddress().getPort() + "/dicom-web");
    return new StowClient(StowOptions.of(base).withTls(TlsIdentity.open(tls, clock)));
  }

  private SendReport send(StowClient client) {
    Path file = SampleImages.write(temp.resolve("1.dcm"), SampleImages.image(1, 1, 0.5));
    return client.send(List.of(new OutgoingInstance(file)));
  }

  private void start(TlsOptions options) throws GeneralSecurityException {
    TlsIdentity identity = TlsIdentity.open(options, Clock.systemUTC());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        identity.keyManagers().toArray(KeyManager[]::new),
        identity.trustManagers().toArray(TrustManager[]::new),
        null);
    service.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = context.getDefaultSSLParameters();
            tls.setNeedClientAuth(true);
            parameters.setSSLParameters(tls);
          }
        });
    service.createContext(
        "/dicom-web/studies",
        exchange -> {
          try (exchange) {
            HttpsExchange secure = (HttpsExchange) exchange;
            callers.add(secure.getSSLSession().getPeerPrincipal().getName());
            exchange.getRequestBody().readAllBytes();
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    service.start();
  }
}
