package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.StoreFolder;
import org.truncus.gateway.dimse.TlsEndpoint;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import org.truncus.gateway.dimse.tls.TestAuthority;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.problem.UsageException;

/** A gateway that speaks TLS on both sides. */
@Timeout(120)
class GatewayTlsTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path temp;
  private TestAuthority authority;

  @BeforeEach
  void makeCertificates() throws Exception {
    authority = new TestAuthority(temp, "authority");
    authority.sign("gw", 30);
    authority.sign("mod", 30);
    authority.sign("pacs", 30);
  }

  @Test
  void takesAndDeliversOverTlsAlone() throws Exception {
    StoreFolder archive = new StoreFolder(temp.resolve("archive"));
    TlsEndpoint endpoint = new TlsEndpoint(0, open("pacs"));
    ListenOptions pacsOptions =
        ListenOptions.of("PACS", 0, List.of(AcceptRule.parse("TRUNCUS@127.0.0.1;tls=CN=gw")))
            .withTls(endpoint)
            .withoutPlainPort();
    try (DicomListener pacs = new BuiltinTransport().listen(pacsOptions, archive);
        Gateway gateway =
            GatewaySetup.start(
                options()
                    .set(
                        GatewayOption.SEND_TO,
                        "PACS@127.0.0.1:%d/tls".formatted(pacs.tlsPort().orElseThrow())))) {
      assertThat(gateway.dicomPort()).isEqualTo(ListenOptions.NO_PORT);
      PeerAddress peer =
          new PeerAddress("CHEST", "127.0.0.1", gateway.dicomTlsPort().orElseThrow(), true);
      Path image = SampleImages.write(temp.resolve("1.dcm"), SampleImages.image(1, 1, 0.7));
      DicomTransport user = new BuiltinTransport(CallOptions.standard().withTls(open("mod")));
      assertThat(user.send(peer, "MOD1", List.of(new OutgoingInstance(image))).allDelivered())
          .isTrue();
      DicomTransport other = new BuiltinTransport(CallOptions.standard().withTls(open("pacs")));
      assertThat(other.echo(peer, "MOD1").failure().orElseThrow().reject()).isPresent();

      Http http = new Http(gateway);
      await().atMost(LONG).until(() -> http.study(1).path("state").asText().equals("delivered"));
      assertThat(archive.files()).hasSize(1);
      assertThat(http.text("/prometheus", "*/*"))
          .containsPattern("truncus_tls_certificate_days (29|30)\\.0");
      assertThat(http.get("/health/readiness", "*/*").statusCode()).isEqualTo(200);

      Files.writeString(temp.resolve("gw.crt"), "not a certificate any more");
      await().atMost(LONG).until(() -> http.get("/health/readiness", "*/*").statusCode() == 503);
      assertThat(http.text("/", "*/*")).contains("the old stay in use");
      assertThat(user.echo(peer, "MOD1").ok()).isTrue();
    }
  }

  @Test
  void refusesHalfASetting() {
    assertRefused(options().set(GatewayOption.TLS_CA, List.of()), "--tls-ca");
    assertRefused(
        GatewaySetup.options(temp.resolve("gw")).set(GatewayOption.DICOM_TLS_PORT, "0"),
        "--tls-cert");
    assertRefused(
        GatewaySetup.options(temp.resolve("gw")).set(GatewayOption.DICOM_PORT, "none"),
        "--dicom-tls-port");
    assertRefused(
        GatewaySetup.options(temp.resolve("gw"))
            .set(GatewayOption.SEND_TO, "PACS@127.0.0.1:2762/tls"),
        "--tls-ca");
  }

  private static void assertRefused(GatewayOptions options, String says) {
    assertThatThrownBy(options::build)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(says);
  }

  private GatewayOptions options() {
    return GatewaySetup.options(temp.resolve("gw"))
        .set(GatewayOption.ACCEPT_FROM, "MOD1@127.0.0.0/8>CHEST;tls=CN=mod,O=Hospital")
        .set(GatewayOption.AE_ALIAS, List.of("CHEST"))
        .set(GatewayOption.DICOM_PORT, "none")
        .set(GatewayOption.DICOM_TLS_PORT, "0")
        .set(GatewayOption.TLS_CERT, authority.certificate("gw").toString())
        .set(GatewayOption.TLS_KEY, authority.key("gw").toString())
        .set(GatewayOption.TLS_CA, List.of(authority.certificate().toString()));
  }

  private TlsIdentity open(String name) {
    return TlsIdentity.open(authority.options(name), Clock.systemUTC());
  }
}
