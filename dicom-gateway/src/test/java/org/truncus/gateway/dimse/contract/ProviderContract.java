package org.truncus.gateway.dimse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.dicom.UnsupportedDicomException;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.Pdv;
import org.truncus.problem.EnvironmentException;

/** What the provider answers to well-formed requests, byte by byte where it matters. */
@Timeout(60)
abstract class ProviderContract extends ContractPart {

  private static final ListenOptions OPTIONS =
      ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("MOD1"), AcceptRule.parse("MOD2")));

  private final MemoryStore store = new MemoryStore();

  @Test
  void saysWhetherItTakesConnections() {
    DicomListener listener = listen(OPTIONS, store);
    assertThat(listener.accepting()).isTrue();
    listener.close();
    assertThat(listener.accepting()).isFalse();
  }

  @Test
  void takesFragmentsCutAnywhere() throws IOException {
    byte[] dataSet =
        TestInstances.bytes(TestInstances.dataSet(1, 60), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    Random random = new Random(11);
    try (DicomListener listener = listen(OPTIONS, store);
        RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      byte[] command = RawCommand.store(9, TestInstances.SOP_CLASS, TestInstances.uid(1)).encode();
      List<Pdv> pdvs = new ArrayList<>();
      cut(command, 3, true, pdvs, random);
      cut(dataSet, 3, false, pdvs, random);
      while (!pdvs.isEmpty()) {
        int count = 1 + random.nextInt(Math.min(3, pdvs.size()));
        peer.send(new Pdu.PDataTf(pdvs.subList(0, count)));
        pdvs.subList(0, count).clear();
      }
      RawCommand response = peer.readCommand();
      assertThat(response.field()).isEqualTo(0x8001);
      assertThat(response.respondsTo()).isEqualTo(9);
      assertThat(response.status()).isZero();
      assertThat(response.affectedSOPClassUID()).isEqualTo(TestInstances.SOP_CLASS);
      assertThat(response.affectedSOPInstanceUID()).isEqualTo(TestInstances.uid(1));
      assertThat(response.hasDataSet()).isFalse();
      peer.send(new Pdu.ReleaseRq());
      assertThat(peer.read()).isEqualTo(new Pdu.ReleaseRp());
      assertThat(peer.isClosedByPeer()).isTrue();
    }
    assertThat(store.received.get(TestInstances.uid(1)).dataSet()).isEqualTo(dataSet);
  }

  private static void cut(
      byte[] bytes, int context, boolean command, List<Pdv> pdvs, Random random) {
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(bytes.length - at, random.nextInt(command ? 20 : 700));
      byte[] part = Arrays.copyOfRange(bytes, at, at + length);
      at += length;
      pdvs.add(new Pdv(context, command, at == bytes.length, ByteBuffer.wrap(part)));
    }
  }

  record Fault(String name, StoreHandler handler, int status, String comment) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Fault> faults() {
    return List.of(
        new Fault("own", (r, in) -> new StoreResponse(0xB000, "x"), 0xB000, "x"),
        new Fault("disk", (r, in) -> thrown(new IOException("x")), 0xA700, "storage failed"),
        new Fault(
            "environment",
            (r, in) -> thrown(new EnvironmentException("PATIENT^NAME")),
            0xA700,
            "out of resources"),
        new Fault(
            "invalid",
            (r, in) -> thrown(new InvalidDicomException("PATIENT^NAME")),
            0xC000,
            "data set can't be read"),
        new Fault(
            "unsupported",
            (r, in) -> thrown(new UnsupportedDicomException("x")),
            0xC000,
            "data set isn't supported"),
        new Fault("bug", (r, in) -> thrown(new NullPointerException()), 0x0110, "internal failure"),
        new Fault(
            "memory",
            (r, in) -> {
              throw new OutOfMemoryError("of this test");
            },
            0xA700,
            "out of memory"),
        new Fault(
            "large",
            (r, in) -> new StoreResponse(in.readAllBytes().length, ""),
            0xA700,
            "data set over 20000 bytes"),
        new Fault(
            "long comment", (r, in) -> new StoreResponse(1, "\\é" + "x".repeat(80)), 1, null));
  }

  private static StoreResponse thrown(Exception e) throws IOException {
    if (e instanceof IOException io) {
      throw io;
    }
    throw (RuntimeException) e;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void makesStatusesOfFaultsAndGoesOn(Fault fault) throws IOException {
    byte[] dataSet = new byte[25_000];
    try (DicomListener listener = listen(OPTIONS.withMaxObjectBytes(20_000), fault.handler());
        RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      for (int id = 1; id <= 2; id++) {
        peer.sendCommand(3, RawCommand.store(id, TestInstances.SOP_CLASS, TestInstances.uid(1)));
        peer.send(3, false, false, dataSet);
        peer.send(3, false, true, new byte[0]);
        RawCommand response = peer.readCommand();
        assertThat(response.respondsTo()).isEqualTo(id);
        assertThat(response.status()).isEqualTo(fault.status());
        String expected = fault.comment() == null ? "??" + "x".repeat(62) : fault.comment();
        assertThat(response.errorComment()).isEqualTo(expected);
      }
    }
  }

  @Test
  void abortsObjectsFarOverTheLimit() throws IOException {
    try (DicomListener listener = listen(OPTIONS.withMaxObjectBytes(1000), store);
        RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      peer.sendCommand(3, RawCommand.store(1, TestInstances.SOP_CLASS, TestInstances.uid(1)));
      peer.send(3, false, false, new byte[1500]);
      peer.send(3, false, false, new byte[1500]);
      assertThat(peer.isAborted()).isTrue();
    }
    assertThat(store.received).isEmpty();
  }

  @Test
  void refusesWhatItDoesNotProvide() throws IOException {
    try (DicomListener listener = listen(OPTIONS, store);
        RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      peer.sendCommand(1, RawCommand.echo(4).asField(0x0020));
      assertThat(peer.readCommand().status()).isEqualTo(0x0211);
      peer.sendCommand(3, RawCommand.store(5, UID.CTImageStorage, TestInstances.uid(1)));
      peer.send(3, false, true, new byte[10]);
      assertThat(peer.readCommand().status()).isEqualTo(0x0122);
      peer.sendCommand(3, RawCommand.store(6, TestInstances.SOP_CLASS, "1".repeat(65)));
      peer.send(3, false, true, new byte[10]);
      assertThat(peer.readCommand().status()).isEqualTo(0xC000);
      peer.sendCommand(1, RawCommand.echo(7));
      assertThat(peer.readCommand().status()).isZero();
    }
    assertThat(store.received).isEmpty();
  }

  @Test
  void limitsAssociationsInAllAndPerTitle() throws IOException {
    Pdu full = new Pdu.AssociateRj(AssociationReject.LOCAL_LIMIT_EXCEEDED);
    try (DicomListener listener = listen(OPTIONS.withAssociationLimits(3, 2), store);
        RawPeer first = new RawPeer(listener.port());
        RawPeer second = new RawPeer(listener.port());
        RawPeer third = new RawPeer(listener.port());
        RawPeer fourth = new RawPeer(listener.port());
        RawPeer fifth = new RawPeer(listener.port())) {
      first.associate();
      second.associate();
      third.send(RawPeer.request());
      assertThat(third.read()).isEqualTo(full);
      fourth.send(from("MOD2"));
      assertThat(fourth.read()).isInstanceOf(Pdu.AssociateAc.class);
      fifth.send(from("MOD2"));
      assertThat(fifth.read()).isEqualTo(full);
      assertThat(listener.associations()).hasSize(3);
      first.close();
      second.close();
      fourth.close();
      await().untilAsserted(() -> assertThat(listener.associations()).isEmpty());
      try (RawPeer sixth = new RawPeer(listener.port())) {
        sixth.associate();
      }
    }
  }

  private static Pdu from(String title) {
    Pdu.AssociateRq rq = RawPeer.request();
    return new Pdu.AssociateRq(
        1, "GATEWAY", title, Pdu.APPLICATION_CONTEXT, rq.contexts(), rq.user());
  }

  @Test
  void closesAfterTheGraceAndWaitsForTheHandler() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    StoreHandler reading =
        (request, in) -> {
          inside.countDown();
          return store.store(request, in);
        };
    ListenOptions options = OPTIONS.withTimeouts(OPTIONS.timeouts(), Duration.ofMillis(200));
    try (DicomListener listener = listen(options, reading);
        RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      peer.sendCommand(3, RawCommand.store(1, TestInstances.SOP_CLASS, TestInstances.uid(1)));
      peer.send(3, false, false, new byte[100]);
      inside.await();
      listener.close();
      assertThat(store.failures).hasSize(1);
      assertThat(store.received).isEmpty();
      assertThat(peer.read()).isEqualTo(new Pdu.Abort(Pdu.Abort.USER, 0));
      assertThat(peer.isClosedByPeer()).isTrue();
    }
  }

  private DicomListener listen(ListenOptions options, StoreHandler handler) {
    return transport().listen(options, handler);
  }
}
