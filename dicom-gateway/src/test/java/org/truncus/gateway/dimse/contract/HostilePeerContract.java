package org.truncus.gateway.dimse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.AssociationLostException;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.builtin.RawDicom;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduEncoder;
import org.truncus.gateway.dimse.pdu.Pdv;

/** Peers that break the protocol, stall or vanish; the listener goes on for the others. */
@Timeout(60)
abstract class HostilePeerContract extends ContractPart {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final ListenOptions OPTIONS =
      ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("MOD1")))
          .withTimeouts(new Timeouts(SHORT, SHORT, SHORT, SHORT, SHORT), SHORT);

  private final DicomTransport transport = transport();
  private final MemoryStore store = new MemoryStore();
  private DicomListener listener;

  @BeforeEach
  void listen() {
    listener = transport.listen(OPTIONS, store);
  }

  @AfterEach
  void othersAreStillServed() {
    PeerAddress gateway = new PeerAddress("GATEWAY", "127.0.0.1", listener.port());
    assertThat(transport.echo(gateway, "MOD1").ok()).isTrue();
    listener.close();
    assertThat(listener.associations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "474554202F20485454502F312E310D0A0D0A", // GET / HTTP/1.1
        "16030100C8010000C40303", // TLS client hello
        "0400FFFFFFFF", // P-DATA of 4 GiB
        "01000FFFFFFF", // A-ASSOCIATE-RQ of 256 MiB
        "05000000000400000000", // A-RELEASE-RQ before any association
        "0100000000020001", // A-ASSOCIATE-RQ of two bytes
        "00000000"
      })
  void closesOnWhatIsNoRequest(String hex) throws IOException {
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.send(HexFormat.of().parseHex(hex));
      assertThat(peer.isAborted()).isTrue();
    }
  }

  @Test
  void closesOnRandomBytes() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      byte[] bytes = new byte[1 + random.nextInt(2000)];
      random.nextBytes(bytes);
      try (RawPeer peer = new RawPeer(listener.port())) {
        peer.send(bytes);
        assertThat(peer.isClosedByPeer()).as("seed 7, round %d", i).isTrue();
      }
    }
    assertThat(store.received).isEmpty();
  }

  @Test
  void closesSilentAndSlowConnections() throws IOException {
    List<RawPeer> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        silent.add(new RawPeer(listener.port()));
      }
      silent.get(0).send(new byte[] {1});
      silent.get(1).send(Arrays.copyOf(PduEncoder.encode(RawPeer.request()), 100));
      othersCanEcho();
      for (RawPeer peer : silent) {
        assertThat(peer.isClosedByPeer()).isTrue();
      }
    } finally {
      for (RawPeer peer : silent) {
        peer.close();
      }
    }
  }

  @Test
  void closesPeersThatSendAByteNowAndThen() throws Exception {
    byte[] request = PduEncoder.encode(RawPeer.request());
    byte[] command = storeCommand();
    byte[] large = PduEncoder.encode(dataFragment(4000));
    long start = System.nanoTime();
    try (RawPeer peer = new RawPeer(listener.port())) {
      assertThat(trickle(peer, request)).as("bytes that were taken").isLessThan(request.length);
    }
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      peer.send(command);
      peer.send(dataFragment(100)); // by then the store handler is at work with every transport
      assertThat(trickle(peer, large)).as("bytes that were taken").isLessThan(large.length);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    await().untilAsserted(() -> assertThat(store.failures).hasSize(1));
  }

  /** Each PDU is whole and in time; the message never ends. */
  @Test
  void closesPeersWhoseMessageCreeps() throws Exception {
    byte[] command = storeCommand();
    byte[] small = PduEncoder.encode(dataFragment(1));
    byte[] creeping = new byte[small.length * 1000];
    for (int i = 0; i < creeping.length; i++) {
      creeping[i] = small[i % small.length];
    }
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      peer.send(command);
      assertThat(trickle(peer, creeping, small.length)).isLessThan(creeping.length);
    }
    await().untilAsserted(() -> assertThat(store.closed).containsExactly(true));
    assertThat(store.received).isEmpty();
  }

  /** Encoded beforehand: between messages the peer has 300 ms. */
  private static byte[] storeCommand() {
    RawCommand request = RawCommand.store(1, TestInstances.SOP_CLASS, TestInstances.uid(1));
    return PduEncoder.encode(
        new Pdu.PDataTf(List.of(new Pdv(3, true, true, ByteBuffer.wrap(request.encode())))));
  }

  private static Pdu dataFragment(int length) {
    return new Pdu.PDataTf(List.of(new Pdv(3, false, false, ByteBuffer.wrap(new byte[length]))));
  }

  private static int trickle(RawPeer peer, byte[] bytes) throws InterruptedException {
    return trickle(peer, bytes, 1);
  }

  /** Sends a piece each 20 ms until the other side closes; how many bytes it got rid of. */
  private static int trickle(RawPeer peer, byte[] bytes, int piece) throws InterruptedException {
    int sent = 0;
    try {
      while (sent < bytes.length) {
        peer.send(Arrays.copyOfRange(bytes, sent, sent + piece));
        sent += piece;
        Thread.sleep(20);
      }
    } catch (IOException e) {
      return sent;
    }
    return sent;
  }

  @Test
  void abortsIdleAssociations() throws IOException {
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      assertThat(peer.read()).isEqualTo(new Pdu.Abort(Pdu.Abort.USER, 0));
      assertThat(peer.isClosedByPeer()).isTrue();
    }
    await().untilAsserted(() -> assertThat(store.closed).containsExactly(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abort", "close", "stall", "release", "command", "context", "http"})
  void keepsNothingOfAnInstanceThatBreaksOff(String how) throws IOException {
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      peer.sendCommand(3, RawCommand.store(1, TestInstances.SOP_CLASS, TestInstances.uid(1)));
      peer.send(3, false, false, new byte[1000]);
      switch (how) {
        case "abort" -> peer.send(new Pdu.Abort(Pdu.Abort.USER, 0));
        case "close" -> peer.close();
        case "release" -> peer.send(new Pdu.ReleaseRq());
        case "command" -> peer.sendCommand(3, RawCommand.echo(2));
        case "context" -> peer.send(1, false, true, new byte[10]);
        case "http" -> peer.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        default -> assertThat(how).isEqualTo("stall");
      }
      await().untilAsserted(() -> assertThat(store.closed).containsExactly(true));
    }
    assertThat(store.received).isEmpty();
    assertThat(store.failures).hasSize(1).hasOnlyElementsOfType(AssociationLostException.class);
  }

  @Test
  void closesOnPeersThatNeverReadTheirAnswers() throws IOException {
    try (RawPeer peer = RawPeer.narrow(listener.port())) {
      peer.associate();
      byte[] echoes = new byte[0];
      byte[] echo = PduEncoder.encode(RawPeer.message(1, RawCommand.echo(1)));
      for (int i = 0; i < 500; i++) {
        echoes = RawDicom.join(echoes, echo);
      }
      boolean open = true;
      for (int i = 0; open && i < 2000; i++) {
        try {
          peer.send(echoes);
        } catch (IOException e) {
          open = false;
        }
      }
      assertThat(open).as("a million echoes were taken").isFalse();
    }
    await().untilAsserted(() -> assertThat(store.closed).containsExactly(true));
  }

  @Test
  void abortsMessagesInContextsNobodyAccepted() throws IOException {
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      peer.sendCommand(5, RawCommand.echo(1));
      assertThat(peer.isAborted()).isTrue();
    }
  }

  @Test
  void abortsCommandsItCannotRead() throws IOException {
    byte[][] broken = {new byte[0], {1, 2, 3}, HexFormat.of().parseHex("0000000104000000FFFFFFFF")};
    for (byte[] command : broken) {
      try (RawPeer peer = new RawPeer(listener.port())) {
        peer.associate();
        peer.send(1, true, true, command);
        assertThat(peer.isAborted()).isTrue();
      }
    }
  }

  private void othersCanEcho() {
    PeerAddress gateway = new PeerAddress("GATEWAY", "127.0.0.1", listener.port());
    assertThat(transport.echo(gateway, "MOD1").ok()).isTrue();
  }
}
