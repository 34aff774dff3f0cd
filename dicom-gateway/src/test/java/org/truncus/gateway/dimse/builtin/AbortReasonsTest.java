package org.truncus.gateway.dimse.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.contract.MemoryStore;
import org.truncus.gateway.dimse.contract.RawCommand;
import org.truncus.gateway.dimse.contract.RawPeer;
import org.truncus.gateway.dimse.contract.TestInstances;
import org.truncus.gateway.dimse.pdu.Pdu;

/** The built-in transport says why it aborts (PS3.8 §9.3.8); the contract asks for the end only. */
@Timeout(60)
class AbortReasonsTest {

  private static final ListenOptions OPTIONS =
      ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("MOD1"))).withMaxObjectBytes(1000);

  private final MemoryStore store = new MemoryStore();
  private DicomListener listener;

  @BeforeEach
  void listen() {
    listener = new BuiltinTransport().listen(OPTIONS, store);
  }

  @AfterEach
  void close() {
    listener.close();
    assertThat(store.received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "474554202F20485454502F312E310D0A0D0A", // GET / HTTP/1.1
        "16030100C8010000C40303", // TLS client hello
        "0400FFFFFFFF", // P-DATA of 4 GiB
        "01000FFFFFFF", // A-ASSOCIATE-RQ of 256 MiB
        "05000000000400000000", // A-RELEASE-RQ before any association
        "0100000000020001" // A-ASSOCIATE-RQ of two bytes
      })
  void answersWhatIsNoRequest(String hex) throws IOException {
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.send(HexFormat.of().parseHex(hex));
      assertThat(peer.read())
          .isInstanceOfSatisfying(
              Pdu.Abort.class, a -> assertThat(a.source()).isEqualTo(Pdu.Abort.PROVIDER));
      assertThat(peer.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void answersObjectsFarOverTheLimit() throws IOException {
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      peer.sendCommand(3, RawCommand.store(1, TestInstances.SOP_CLASS, TestInstances.uid(1)));
      peer.send(3, false, false, new byte[1500]);
      peer.send(3, false, false, new byte[1500]);
      assertThat(peer.read()).isEqualTo(new Pdu.Abort(Pdu.Abort.PROVIDER, 0));
    }
  }

  @Test
  void answersMessagesInContextsNobodyAccepted() throws IOException {
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.associate();
      peer.sendCommand(5, RawCommand.echo(1));
      assertThat(peer.read()).isEqualTo(new Pdu.Abort(Pdu.Abort.PROVIDER, 6));
    }
  }

  @Test
  void answersCommandsItCannotRead() throws IOException {
    byte[][] broken = {new byte[0], {1, 2, 3}, HexFormat.of().parseHex("0000000104000000FFFFFFFF")};
    for (byte[] command : broken) {
      try (RawPeer peer = new RawPeer(listener.port())) {
        peer.associate();
        peer.send(1, true, true, command);
        assertThat(peer.read()).isEqualTo(new Pdu.Abort(Pdu.Abort.PROVIDER, 6));
      }
    }
  }
}
