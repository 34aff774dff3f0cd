package org.truncus.gateway.dimse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.EchoReport;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.TlsEndpoint;
import org.truncus.gateway.dimse.builtin.Tool;
import org.truncus.gateway.dimse.tls.TestAuthority;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.gateway.dimse.tls.TlsOptions;
import org.truncus.gateway.dimse.tls.TlsProfile;

/** TLS between us, and with DCMTK in both roles; certificates are made with openssl. */
@Timeout(120)
abstract class TlsContract extends ContractPart {

  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir static Path keys;
  private static TestAuthority authority;
  private static TestAuthority rogue;

  @TempDir Path scratch;
  private final MemoryStore store = new MemoryStore();
  private DicomListener listener;

  @BeforeAll
  static void makeCertificates() throws Exception {
    authority = new TestAuthority(keys, "authority");
    authority.sign("gw", 30);
    authority.sign("mod", 30);
    rogue = new TestAuthority(keys, "rogues");
    rogue.sign("rogue", 30);
  }

  @BeforeEach
  void listen() {
    listener = listen(authority.options("gw"), "*");
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @ParameterizedTest
  @EnumSource(TlsProfile.class)
  void echoesAndStoresInEveryProfile(TlsProfile profile) {
    try (DicomListener own = listen(authority.options("gw").withProfile(profile), "*")) {
      DicomTransport user = user(authority.options("mod").withProfile(profile));
      List<OutgoingInstance> files =
          IntStream.range(0, 3)
              .mapToObj(i -> new OutgoingInstance(TestInstances.file(scratch, i, 300)))
              .toList();
      SendReport report = user.send(peer(own), "MOD1", files);
      assertThat(report.allDelivered()).as(report.toString()).isTrue();
      assertThat(store.received).hasSize(3);
      assertThat(store.received.values())
          .allSatisfy(
              r ->
                  assertThat(r.request().association().tlsSubject()).contains("CN=mod,O=Hospital"));
    }
  }

  @Test
  void refusesCallersWithoutACertificateOfOurAuthority() {
    assertNoAssociation(user(authority.anonymous()).echo(peer(listener), "MOD1"));
    TlsOptions stranger =
        TlsOptions.mutual(rogue.certificate("rogue"), rogue.key("rogue"), authority.certificate());
    assertNoAssociation(user(stranger).echo(peer(listener), "MOD1"));
    assertThat(user(authority.options("mod")).echo(peer(listener), "MOD1").ok()).isTrue();
  }

  @Test
  void doesNotCallAServerOfAnotherAuthority() {
    TlsOptions trustsRogues =
        TlsOptions.mutual(authority.certificate("mod"), authority.key("mod"), rogue.certificate());
    EchoReport report = user(trustsRogues).echo(peer(listener), "MOD1");
    assertNoAssociation(report);
    assertThat(report.failure().orElseThrow().message()).contains("no TLS with");
  }

  @Test
  void checksTheHostNameWhereTold() {
    TlsOptions plain = authority.options("mod");
    TlsOptions strict =
        new TlsOptions(
            plain.certificate(),
            plain.key(),
            plain.authorities(),
            Optional.empty(),
            plain.profile(),
            true,
            true);
    EchoReport report = user(strict).echo(peer(listener), "MOD1");
    assertNoAssociation(report); // its certificate says CN=gw, not 127.0.0.1
  }

  @Test
  void letsPlainConnectionsIntoThePlainPortOnly() {
    DicomTransport plain = transport(quick());
    PeerAddress plainToTls =
        new PeerAddress("GATEWAY", "127.0.0.1", listener.tlsPort().orElseThrow());
    assertNoAssociation(plain.echo(plainToTls, "MOD1"));
    PeerAddress plainPort = new PeerAddress("GATEWAY", "127.0.0.1", listener.port());
    assertThat(plain.echo(plainPort, "MOD1").ok()).isTrue();
    assertNoAssociation(user(authority.options("mod")).echo(plainPort.withTls(), "MOD1"));
    try (DicomListener tlsOnly =
        transport().listen(options(authority.options("gw"), "*").withoutPlainPort(), store)) {
      assertThat(tlsOnly.port()).isEqualTo(ListenOptions.NO_PORT);
      assertThat(user(authority.options("mod")).echo(peer(tlsOnly), "MOD1").ok()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MOD1@127.0.0.1;tls=CN=mod            | true",
        "MOD1@*>GATEWAY;tls=O=hospital,CN=MOD | true",
        "MOD1@127.0.0.1;tls=CN=other          | false",
        "MOD1@127.0.0.1>OTHER                 | false"
      })
  void judgesBySubjectAndCalledTitle(String rule, boolean accepted) {
    try (DicomListener own = listen(authority.options("gw"), rule)) {
      EchoReport report = user(authority.options("mod")).echo(peer(own), "MOD1");
      assertThat(report.ok()).isEqualTo(accepted);
      PeerAddress plain = new PeerAddress("GATEWAY", "127.0.0.1", own.port());
      EchoReport unproven = transport().echo(plain, "MOD1");
      assertThat(unproven.failure().orElseThrow().reject())
          .contains(AssociationReject.CALLING_AET_NOT_RECOGNISED);
    }
  }

  @Test
  void usesAReplacedCertificateWithoutARestart() throws Exception {
    for (String part : List.of("crt", "key")) {
      Files.copy(keys.resolve("gw." + part), scratch.resolve("live." + part));
    }
    TlsOptions live =
        TlsOptions.mutual(
            scratch.resolve("live.crt"), scratch.resolve("live.key"), authority.certificate());
    TlsOptions trustsRogues =
        TlsOptions.mutual(authority.certificate("mod"), authority.key("mod"), rogue.certificate());
    try (DicomListener own = listen(live, "*")) {
      assertThat(user(authority.options("mod")).echo(peer(own), "MOD1").ok()).isTrue();
      assertNoAssociation(user(trustsRogues).echo(peer(own), "MOD1"));
      for (String part : List.of("crt", "key")) {
        Files.copy(
            keys.resolve("rogue." + part),
            scratch.resolve("live." + part),
            StandardCopyOption.REPLACE_EXISTING);
      }
      await().until(() -> user(trustsRogues).echo(peer(own), "MOD1").ok());
      assertNoAssociation(user(authority.options("mod")).echo(peer(own), "MOD1"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+tls mod.key mod.crt +cf authority.crt         | true",
        "+tls mod.key mod.crt +cf authority.crt +py     | true",
        "+tls mod.key mod.crt +cf authority.crt +px     | true",
        "+tls mod.key mod.crt +cf authority.crt +pz     | true",
        "+tls mod.key mod.crt +cf authority.crt +pa     | false",
        "+tls mod.key mod.crt +cf authority.crt +pn     | false",
        "+tls rogue.key rogue.crt +cf authority.crt     | false",
        "+tla -ic                                       | false",
        "-ta 3                                          | false"
      })
  void echoscu(String options, boolean succeeds) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("-v", "-aet", "MOD1", "-aec", "GATEWAY"));
    Arrays.stream(options.trim().split(" "))
        .map(o -> o.matches(".*\\.(key|crt)") ? keys.resolve(o) : o)
        .forEach(arguments::add);
    arguments.addAll(List.of("127.0.0.1", listener.tlsPort().orElseThrow()));
    Tool.Outcome outcome = Tool.named("echoscu").run(scratch, arguments.toArray());
    assertThat(outcome.output().contains("Received Echo Response (Success)"))
        .as(outcome.output())
        .isEqualTo(succeeds);
    assertThat(outcome.exitCode() == 0).isEqualTo(succeeds);
    assertThat(user(authority.options("mod")).echo(peer(listener), "MOD1").ok()).isTrue();
  }

  @Test
  void opensslFindsTls13AndAes256() throws Exception {
    Tool.Outcome outcome =
        Tool.named("openssl")
            .run(
                scratch,
                "s_client",
                "-connect",
                "127.0.0.1:" + listener.tlsPort().orElseThrow(),
                "-cert",
                authority.certificate("mod"),
                "-key",
                authority.key("mod"),
                "-CAfile",
                authority.certificate());
    assertThat(outcome.output()).contains("TLSv1.3").contains("TLS_AES_256_GCM_SHA384");
  }

  @Test
  void storescu() throws Exception {
    Path folder = Files.createDirectory(scratch.resolve("sent"));
    IntStream.range(0, 3).forEach(i -> TestInstances.file(folder, i, 400));
    Tool.Outcome outcome =
        Tool.named("storescu")
            .run(
                scratch,
                "-v",
                "+sd",
                "-aet",
                "MOD1",
                "-aec",
                "GATEWAY",
                "+tls",
                authority.key("mod"),
                authority.certificate("mod"),
                "+cf",
                authority.certificate(),
                "127.0.0.1",
                listener.tlsPort().orElseThrow(),
                folder);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(store.received).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+py", "+px", "+pz"})
  void storescp(String profile) throws Exception {
    int port = Tool.freePort();
    Path received = Files.createDirectory(scratch.resolve("received"));
    Process process =
        Tool.named("storescp")
            .start(
                scratch.resolve("storescp.txt"),
                "-v",
                "-aet",
                "PACS",
                "-od",
                received,
                "+tls",
                authority.key("gw"),
                authority.certificate("gw"),
                "+cf",
                authority.certificate(),
                profile,
                port);
    try {
      PeerAddress pacs = new PeerAddress("PACS", "127.0.0.1", port, true);
      DicomTransport user = user(authority.options("mod"));
      await().atMost(Duration.ofSeconds(30)).until(() -> user.echo(pacs, "MOD1").ok());
      SendReport report =
          user.send(
              pacs, "MOD1", List.of(new OutgoingInstance(TestInstances.file(scratch, 0, 400))));
      assertThat(report.allDelivered()).as(report.toString()).isTrue();
      assertNoAssociation(user(authority.anonymous()).echo(pacs, "MOD1"));
      assertNoAssociation(
          transport(quick()).echo(new PeerAddress("PACS", "127.0.0.1", port), "MOD1"));
      try (Stream<Path> files = Files.list(received)) {
        assertThat(files).hasSize(1);
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void closesHandshakesThatNeverEnd() throws IOException {
    List<RawPeer> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        silent.add(new RawPeer(listener.tlsPort().orElseThrow()));
      }
      silent.get(0).send(new byte[] {0x16, 0x03, 0x01});
      assertThat(user(authority.options("mod")).echo(peer(listener), "MOD1").ok()).isTrue();
      for (RawPeer peer : silent) {
        assertThat(peer.isClosedByPeer()).isTrue();
      }
    } finally {
      for (RawPeer peer : silent) {
        peer.close();
      }
    }
  }

  private DicomListener listen(TlsOptions tls, String rule) {
    return transport().listen(options(tls, rule), store);
  }

  private static ListenOptions options(TlsOptions tls, String rule) {
    return ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse(rule)))
        .withTimeouts(new Timeouts(SHORT, SHORT, SHORT, SHORT, SHORT), SHORT)
        .withTls(new TlsEndpoint(0, TlsIdentity.open(tls, Clock.systemUTC())));
  }

  private DicomTransport user(TlsOptions tls) {
    return transport(quick().withTls(TlsIdentity.open(tls, Clock.systemUTC())));
  }

  private static CallOptions quick() {
    return new CallOptions(
        new Timeouts(SHORT, SHORT, SHORT, SHORT, SHORT), 16384, Optional.empty());
  }

  private static PeerAddress peer(DicomListener listener) {
    return new PeerAddress("GATEWAY", "127.0.0.1", listener.tlsPort().orElseThrow(), true);
  }

  private static void assertNoAssociation(EchoReport report) {
    assertThat(report.ok()).isFalse();
    assertThat(report.status()).isEmpty();
    assertThat(report.failure()).isPresent();
  }
}
