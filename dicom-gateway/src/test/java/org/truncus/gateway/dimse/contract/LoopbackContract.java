package org.truncus.gateway.dimse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.EchoReport;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.StorageSyntaxes;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.problem.EnvironmentException;

/** Our user against our provider. */
abstract class LoopbackContract extends ContractPart {

  private static final ListenOptions OPTIONS =
      ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("MOD1@127.0.0.0/8")));

  private final DicomTransport transport = transport();
  private final MemoryStore store = new MemoryStore();

  @TempDir Path folder;

  @Test
  void echoes() {
    try (DicomListener listener = transport.listen(OPTIONS, store)) {
      EchoReport report = transport.echo(gateway(listener), "MOD1");
      assertThat(report.ok()).isTrue();
      assertThat(report.roundTrip()).isPositive();
      await().untilAsserted(() -> assertThat(store.closed).containsExactly(false));
    }
  }

  @Test
  void asksThoseWhoBringInstancesToComeLaterWhileItIsCongested() {
    AtomicBoolean congested = new AtomicBoolean(true);
    ListenOptions options = OPTIONS.withCongestion(congested::get);
    try (DicomListener listener = transport.listen(options, store)) {
      SendReport report = transport.send(gateway(listener), "MOD1", files(1, 20));
      assertThat(report.failure().orElseThrow().reject())
          .contains(AssociationReject.TEMPORARY_CONGESTION);
      assertThat(report.failure().orElseThrow().kind()).isEqualTo(FailureKind.TRANSIENT);
      assertThat(transport.echo(gateway(listener), "MOD1").ok()).isTrue();

      congested.set(false);
      assertThat(transport.send(gateway(listener), "MOD1", files(1, 20)).allDelivered()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"4096, 4096", "16384, 131072", "131072, 16384", "1048576, 4096", "5001, 65536"})
  void storesWhatIsInTheFile(int listenerPdu, int userPdu) throws IOException {
    DicomTransport user =
        transport(new CallOptions(Timeouts.standard(), userPdu, Optional.empty()));
    List<OutgoingInstance> files = files(3, 200);
    try (DicomListener listener = transport.listen(OPTIONS.withMaxPduLength(listenerPdu), store)) {
      SendReport report = user.send(gateway(listener), "MOD1", files);
      assertThat(report.failure()).isEmpty();
      assertThat(report.allDelivered()).isTrue();
      assertThat(report.instances()).extracting(i -> i.status().orElse(-1)).containsOnly(0);
      assertThat(report.instances()).extracting(i -> i.instance()).containsExactlyElementsOf(files);
      assertSameBytes(3, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 200);
    }
  }

  @Test
  void streamsWhatWouldNotFitInMemoryManyTimes() throws IOException {
    int size = 80_000_001;
    Path file =
        TestInstances.foreign(
            folder, 1, TestInstances.SOP_CLASS, UID.ExplicitVRLittleEndian, new byte[0]);
    long head = Files.size(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {7}), head + size - 1);
    }
    AtomicLong received = new AtomicLong();
    StoreHandler counting =
        (request, in) -> {
          byte[] scratch = new byte[8192];
          int last = -1;
          for (int n = in.read(scratch); n >= 0; n = in.read(scratch)) {
            received.addAndGet(n);
            last = scratch[n - 1];
          }
          return new StoreResponse(last == 7 ? 0 : 0x0110, "");
        };
    try (DicomListener listener = transport.listen(OPTIONS, counting)) {
      SendReport report = transport.send(gateway(listener), "MOD1", List.of(outgoing(file)));
      assertThat(report.allDelivered()).as(report.toString()).isTrue();
      assertThat(received).hasValue(size);
    }
  }

  @Test
  void storesOverSeveralAssociationsAtOnce() throws InterruptedException, ExecutionException {
    ListenOptions options = OPTIONS.withAssociationLimits(8, 8);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (DicomListener listener = transport.listen(options, store)) {
      List<Future<SendReport>> sends =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              transport.send(
                                  gateway(listener),
                                  "MOD1",
                                  List.of(
                                      outgoing(TestInstances.file(folder, 2 * i, 100)),
                                      outgoing(TestInstances.file(folder, 2 * i + 1, 100))))))
              .toList();
      for (Future<SendReport> send : sends) {
        assertThat(send.get().allDelivered()).isTrue();
      }
      assertThat(store.received).hasSize(16);
      assertThat(
              store.received.values().stream().map(r -> r.request().association().id()).distinct())
          .hasSize(8);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG, MOD1, 1/1/7 (rejected permanently: called AE title not recognised)",
    "GATEWAY, EVIL, 1/1/3 (rejected permanently: calling AE title not recognised)"
  })
  void rejectsUnknownTitles(String called, String calling, String text) {
    try (DicomListener listener = transport.listen(OPTIONS, store)) {
      EchoReport report =
          transport.echo(new PeerAddress(called, "127.0.0.1", listener.port()), calling);
      assertThat(report.ok()).isFalse();
      assertThat(report.failure().orElseThrow().kind()).isEqualTo(FailureKind.PERMANENT);
      assertThat(report.failure().orElseThrow().reject().orElseThrow().text()).isEqualTo(text);
      assertThat(report.failure().orElseThrow().message()).contains(text);
    }
  }

  @Test
  void rejectsKnownTitlesFromOtherAddresses() {
    ListenOptions elsewhere =
        ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("MOD1@10.0.0.0/8")));
    try (DicomListener listener = transport.listen(elsewhere, store)) {
      assertThat(transport.echo(gateway(listener), "MOD1").failure().orElseThrow().reject())
          .contains(AssociationReject.CALLING_AET_NOT_RECOGNISED);
    }
  }

  @Test
  void rewritesUncompressedFilesForPeersThatWantImplicit() throws IOException {
    ListenOptions implicit = OPTIONS.withTransferSyntaxes(List.of(UID.ImplicitVRLittleEndian));
    try (DicomListener listener = transport.listen(implicit, store)) {
      SendReport report = transport.send(gateway(listener), "MOD1", files(2, 50));
      assertThat(report.allDelivered()).isTrue();
      assertSameBytes(2, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, 50);
    }
  }

  @Test
  void reportsWhatThePeerDoesNotTakeWithoutHoldingUpTheRest() {
    byte[] anything = new byte[100];
    List<OutgoingInstance> files =
        List.of(
            outgoing(
                TestInstances.foreign(
                    folder, 1, TestInstances.SOP_CLASS, UID.JPEGBaseline8Bit, anything)),
            outgoing(
                TestInstances.foreign(
                    folder, 2, UID.CTImageStorage, UID.ExplicitVRLittleEndian, anything)),
            outgoing(folder.resolve("absent.dcm")),
            outgoing(TestInstances.file(folder, 3, 20)));
    try (DicomListener listener =
        transport.listen(OPTIONS.withStorageSopClasses(Set.of(TestInstances.SOP_CLASS)), store)) {
      SendReport report = transport.send(gateway(listener), "MOD1", files);
      assertThat(report.failure()).isEmpty();
      assertThat(report.instances().get(0).failure()).contains(FailureKind.PERMANENT);
      assertThat(report.instances().get(0).message())
          .contains(UID.JPEGBaseline8Bit, "transfer syntaxes not supported");
      assertThat(report.instances().get(1).failure()).contains(FailureKind.PERMANENT);
      assertThat(report.instances().get(1).message()).contains("abstract syntax not supported");
      assertThat(report.instances().get(2).failure()).contains(FailureKind.TRANSIENT);
      assertThat(report.instances().get(3).delivered()).isTrue();
      assertThat(report.deliveredCount()).isEqualTo(1);
    }
  }

  @Test
  void takesCompressedFilesAsTheyAreWhereTold() {
    byte[] anything = {1, 2, 3, 4, 5, 6};
    Path file =
        TestInstances.foreign(folder, 7, TestInstances.SOP_CLASS, UID.JPEGLosslessSV1, anything);
    try (DicomListener listener =
        transport.listen(
            OPTIONS.withTransferSyntaxes(StorageSyntaxes.ENCAPSULATED_LOSSLESS), store)) {
      assertThat(transport.send(gateway(listener), "MOD1", List.of(outgoing(file))).allDelivered())
          .isTrue();
      MemoryStore.Received received = store.received.get(TestInstances.uid(7));
      assertThat(received.request().transferSyntaxUID()).isEqualTo(UID.JPEGLosslessSV1);
      assertThat(received.dataSet()).containsExactly(anything);
    }
  }

  @Test
  void saysWhoToAskWhereThePortIsTaken() {
    try (DicomListener listener = transport.listen(OPTIONS, store)) {
      ListenOptions same =
          ListenOptions.of("OTHER", listener.port(), List.of(AcceptRule.parse("*")));
      assertThatThrownBy(() -> transport.listen(same, store))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("127.0.0.1:" + listener.port())
          .hasMessageContaining("ss -ltnp");
    }
  }

  private List<OutgoingInstance> files(int count, int side) {
    return IntStream.range(0, count)
        .mapToObj(i -> outgoing(TestInstances.file(folder, i, side)))
        .toList();
  }

  private void assertSameBytes(int count, TransferSyntax syntax, int side) throws IOException {
    assertThat(store.received).hasSize(count);
    for (int i = 0; i < count; i++) {
      MemoryStore.Received received = store.received.get(TestInstances.uid(i));
      assertThat(received.request().transferSyntaxUID()).isEqualTo(syntax.uid());
      assertThat(received.dataSet())
          .isEqualTo(TestInstances.bytes(TestInstances.dataSet(i, side), syntax));
      assertThat(Files.exists(folder.resolve("instance-" + i + ".dcm"))).isTrue();
    }
  }

  private static OutgoingInstance outgoing(Path file) {
    return new OutgoingInstance(file);
  }

  private static PeerAddress gateway(DicomListener listener) {
    return new PeerAddress("GATEWAY", "127.0.0.1", listener.port());
  }
}
