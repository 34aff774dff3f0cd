package org.truncus.gateway.dimse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.truncus.gateway.dimse.contract.ScriptedProvider.accept;
import static org.truncus.gateway.dimse.contract.ScriptedProvider.readStore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.pdu.Pdu;

/** What the user makes of peers that refuse, fail, break off or say nothing. */
@Timeout(60)
abstract class SendFailureContract extends ContractPart {

  private static final Duration SHORT = Duration.ofMillis(300);

  private final DicomTransport transport =
      transport(
          new CallOptions(
              new Timeouts(SHORT, SHORT, SHORT, SHORT, SHORT), 16384, Optional.empty()));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "0, DELIVERED", "B000, DELIVERED", "B007, DELIVERED", "0111, DELIVERED", "A700, TRANSIENT",
    "0110, TRANSIENT", "A900, PERMANENT", "C000, PERMANENT", "C123, PERMANENT", "0122, PERMANENT",
    "0124, PERMANENT", "0211, PERMANENT", "FE00, TRANSIENT", "1234, TRANSIENT"
  })
  void classifiesStatuses(String hex, String expected) throws IOException {
    int status = Integer.parseInt(hex, 16);
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              accept(user, 0);
              answer(user, new StoreResponse(status, "because"));
              serveRelease(user);
            })) {
      SendReport report = transport.send(pacs.address(), "GATEWAY", files(1));
      InstanceReport instance = report.instances().get(0);
      assertThat(report.failure()).isEmpty();
      assertThat(instance.status()).hasValue(status);
      assertThat(instance.failure().map(FailureKind::name).orElse("DELIVERED")).isEqualTo(expected);
      assertThat(instance.message()).contains("because");
      assertThat(instance.sopInstanceUID()).isEqualTo(TestInstances.uid(0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 7, PERMANENT",
    "1, 1, 1, PERMANENT",
    "2, 3, 2, TRANSIENT",
    "2, 3, 1, TRANSIENT"
  })
  void reportsRejections(int result, int source, int reason, FailureKind kind) throws IOException {
    AssociationReject reject = new AssociationReject(result, source, reason);
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              user.read();
              user.send(new Pdu.AssociateRj(reject));
            })) {
      SendReport report = transport.send(pacs.address(), "GATEWAY", files(2));
      assertThat(report.failure().orElseThrow().kind()).isEqualTo(kind);
      assertThat(report.failure().orElseThrow().reject()).contains(reject);
      assertThat(report.failure().orElseThrow().message()).contains(reject.text());
      assertThat(report.instances()).hasSize(2).allMatch(i -> i.failure().orElse(null) == kind);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abort", "close", "silence", "release", "other"})
  void keepsAnswersThatCameBeforeTheAssociationBroke(String how) throws IOException {
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              accept(user, 0);
              answer(user, StoreResponse.success());
              readStore(user);
              switch (how) {
                case "abort" -> user.send(new Pdu.Abort(Pdu.Abort.USER, 0));
                case "close" -> user.close();
                case "release" -> user.send(new Pdu.ReleaseRq());
                case "other" ->
                    user.sendCommand(1, RawCommand.echo(999).response(StoreResponse.success()));
                default -> user.read();
              }
            })) {
      SendReport report = transport.send(pacs.address(), "GATEWAY", files(3));
      assertThat(report.failure().orElseThrow().kind()).isEqualTo(FailureKind.TRANSIENT);
      assertThat(report.instances().get(0).delivered()).isTrue();
      assertThat(report.instances().get(1).failure()).contains(FailureKind.TRANSIENT);
      assertThat(report.instances().get(1).status()).isEmpty();
      assertThat(report.instances().get(2).failure()).contains(FailureKind.TRANSIENT);
      assertThat(report.deliveredCount()).isEqualTo(1);
    }
  }

  @Test
  void abortsAnAssociationWhoseAnswerIsLate() throws Exception {
    CountDownLatch aborted = new CountDownLatch(1);
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              accept(user, 0);
              readStore(user);
              if (user.isAborted()) { // and no further object before
                aborted.countDown();
              }
            })) {
      SendReport report = transport.send(pacs.address(), "GATEWAY", files(3));
      assertThat(report.failure().orElseThrow().established()).isTrue();
      assertThat(report.deliveredCount()).isZero();
      assertThat(aborted.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void reportsFilesThatVanishAndGoesOn() throws IOException {
    List<OutgoingInstance> files = files(3);
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              accept(user, 0);
              ScriptedProvider.Request request = readStore(user);
              Files.deleteIfExists(files.get(1).file());
              user.sendCommand(
                  request.contextId(), request.command().response(StoreResponse.success()));
              serveRelease(user);
            })) {
      SendReport report = transport.send(pacs.address(), "GATEWAY", files);
      assertThat(report.failure()).isEmpty();
      assertThat(report.instances().get(0).delivered()).isTrue();
      assertThat(report.instances().get(1).failure()).contains(FailureKind.TRANSIENT);
      assertThat(report.instances().get(1).message()).contains("can't be read");
      assertThat(report.instances().get(2).delivered()).isTrue();
    }
  }

  @Test
  void doesNotHangOnAPeerThatStopsReading() throws IOException {
    CountDownLatch stalled = new CountDownLatch(1);
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              accept(user, 0);
              stalled.await();
            })) {
      List<OutgoingInstance> large =
          List.of(new OutgoingInstance(TestInstances.file(folder, 0, 2800)));
      SendReport report = transport.send(pacs.address(), "GATEWAY", large);
      assertThat(report.failure().orElseThrow().kind()).isEqualTo(FailureKind.TRANSIENT);
      assertThat(report.allDelivered()).isFalse();
      stalled.countDown();
    }
  }

  @Test
  void reportsPeersThatAreNotThere() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    PeerAddress nobody = new PeerAddress("PACS", "127.0.0.1", free);
    SendReport report = transport.send(nobody, "GATEWAY", files(1));
    assertThat(report.failure().orElseThrow().kind()).isEqualTo(FailureKind.TRANSIENT);
    assertThat(report.failure().orElseThrow().message())
        .contains("no connection to PACS@127.0.0.1:" + free);
    assertThat(transport.echo(nobody, "GATEWAY").ok()).isFalse();
  }

  @Test
  void reportsPeersThatDoNotSpeakDicom() throws IOException {
    try (ScriptedProvider web =
        new ScriptedProvider(
            user -> {
              user.read();
              user.send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            })) {
      SendReport report = transport.send(web.address(), "GATEWAY", files(1));
      assertThat(report.failure().orElseThrow().kind()).isEqualTo(FailureKind.PERMANENT);
      assertThat(report.failure().orElseThrow().message()).contains("doesn't answer as a DICOM");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9, 100, 4096, 65537, 1 << 30})
  void staysWithinThePeersPduLength(long offered) throws IOException {
    AtomicInteger seen = new AtomicInteger();
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              accept(user, offered);
              ScriptedProvider.Request request = readStore(user);
              seen.set(request.longestPdu());
              user.sendCommand(
                  request.contextId(), request.command().response(StoreResponse.success()));
              serveRelease(user);
            })) {
      int side = offered < 4096 ? 8 : 400;
      List<OutgoingInstance> file =
          List.of(new OutgoingInstance(TestInstances.file(folder, 0, side)));
      assertThat(transport.send(pacs.address(), "GATEWAY", file).allDelivered()).isTrue();
    }
    assertThat((long) seen.get()).isBetween(Math.min(offered - 1, 65_536), offered);
  }

  @Test
  void takesSeveralAssociationsForMoreThan128Contexts() throws IOException {
    AtomicInteger associations = new AtomicInteger();
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              accept(user, 0);
              associations.incrementAndGet();
              while (true) {
                answer(user, StoreResponse.success());
              }
            })) {
      List<OutgoingInstance> classes =
          IntStream.range(0, 100)
              .mapToObj(
                  i ->
                      new OutgoingInstance(
                          TestInstances.foreign(
                              folder, i, "1.2.3." + i, UID.ExplicitVRLittleEndian, new byte[9])))
              .toList();
      assertThat(transport.send(pacs.address(), "GATEWAY", classes).allDelivered()).isTrue();
      assertThat(associations).hasValue(2);
    }
  }

  private static void answer(RawPeer user, StoreResponse response) throws IOException {
    ScriptedProvider.Request request = readStore(user);
    user.sendCommand(request.contextId(), request.command().response(response));
  }

  private static void serveRelease(RawPeer user) throws IOException {
    user.read();
    user.send(new Pdu.ReleaseRp());
  }

  private List<OutgoingInstance> files(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new OutgoingInstance(TestInstances.file(folder, i, 16)))
        .toList();
  }
}
