package org.truncus.gateway.dimse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.truncus.gateway.dimse.builtin.RawDicom.command;
import static org.truncus.gateway.dimse.builtin.RawDicom.join;
import static org.truncus.gateway.dimse.builtin.RawDicom.role;
import static org.truncus.gateway.dimse.builtin.RawDicom.sequence;
import static org.truncus.gateway.dimse.builtin.RawDicom.ui;
import static org.truncus.gateway.dimse.builtin.RawDicom.us;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.CommitmentItem;
import org.truncus.gateway.dimse.CommitmentReport;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.builtin.RawDicom;

/** Storage commitment between us, and with a peer made byte by byte. */
@Timeout(60)
abstract class CommitmentContract extends ContractPart {

  private static final String CLASS = "1.2.840.10008.1.20.1";
  private static final String INSTANCE = "1.2.840.10008.1.20.1.1";
  private static final String IMPLICIT = "1.2.840.10008.1.2";
  private static final String KEPT = "1.2.3.1";
  private static final String LOST = "1.2.3.2";

  private final DicomTransport transport = transport();
  private final Desk desk = new Desk();
  private DicomListener listener;

  /** Keeps {@link #KEPT} and nothing else. */
  private static final class Desk implements CommitmentHandler {
    final Map<String, CommitmentRequest> requests = new ConcurrentHashMap<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<CommitmentResult> reported = new CopyOnWriteArrayList<>();
    final List<String> closed = new CopyOnWriteArrayList<>();

    @Override
    public StoreResponse requested(AssociationInfo association, CommitmentRequest request) {
      requests.put(request.transactionUID(), request);
      return StoreResponse.success();
    }

    @Override
    public Optional<CommitmentResult> result(AssociationInfo association, String transaction) {
      List<CommitmentItem> items = requests.get(transaction).items();
      return Optional.of(
          new CommitmentResult(
              transaction,
              items.stream().filter(i -> i.sopInstanceUID().equals(KEPT)).toList(),
              items.stream()
                  .filter(i -> !i.sopInstanceUID().equals(KEPT))
                  .map(i -> new CommitmentResult.Failed(i, DimseStatus.NO_SUCH_SOP_INSTANCE))
                  .toList()));
    }

    @Override
    public void told(AssociationInfo association, String transactionUID) {
      told.add(transactionUID);
    }

    @Override
    public StoreResponse reported(AssociationInfo association, CommitmentResult result) {
      reported.add(result);
      return StoreResponse.success();
    }

    @Override
    public void associationClosed(AssociationInfo association) {
      closed.add(association.id());
    }
  }

  @BeforeEach
  void listen() {
    ListenOptions options = ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("MOD1")));
    listener = transport.listen(options, new MemoryStore(), Optional.of(desk));
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void tellsTheResultOnTheAssociationThatAsked() {
    CommitmentReport report =
        transport.commit(peer(), "MOD1", request("1.9.1", KEPT, LOST), Duration.ofSeconds(20));
    assertThat(report.ok()).as(report.trouble()).isTrue();
    CommitmentResult result = report.result().orElseThrow();
    assertThat(result.transactionUID()).isEqualTo("1.9.1");
    assertThat(result.committed()).containsExactly(new CommitmentItem("1.2.3", KEPT));
    assertThat(result.failed())
        .containsExactly(new CommitmentResult.Failed(new CommitmentItem("1.2.3", LOST), 0x0112));
    await().untilAsserted(() -> assertThat(desk.told).containsExactly("1.9.1"));
  }

  @Test
  void leavesUntoldWhatThePeerDoesNotWaitFor() {
    CommitmentReport report =
        transport.commit(peer(), "MOD1", request("1.9.2", KEPT), Duration.ZERO);
    assertThat(report.ok()).isTrue();
    assertThat(report.result()).isEmpty();
    await().untilAsserted(() -> assertThat(desk.closed).hasSize(1));
    assertThat(desk.told).isEmpty();
  }

  @Test
  void tellsOnANewAssociationInTheOtherRole() {
    CommitmentResult result =
        new CommitmentResult("1.9.3", List.of(new CommitmentItem("1.2.3", KEPT)), List.of());
    CommitmentReport report = transport.tell(peer(), "MOD1", result);
    assertThat(report.ok()).as(report.trouble()).isTrue();
    assertThat(desk.reported).containsExactly(result);
  }

  @Test
  void carriesThousandsOfInstances() {
    String[] uids = IntStream.range(0, 5000).mapToObj(i -> "1.2.3.4." + i).toArray(String[]::new);
    CommitmentReport report =
        transport.commit(peer(), "MOD1", request("1.9.4", uids), Duration.ofSeconds(20));
    assertThat(report.result().orElseThrow().failed()).hasSize(5000);
  }

  @Test
  void isNotNegotiatedWithoutAHandler() {
    ListenOptions options = ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("MOD1")));
    try (DicomListener plain = transport.listen(options, new MemoryStore())) {
      PeerAddress peer = new PeerAddress("GATEWAY", "127.0.0.1", plain.port());
      CommitmentReport report = transport.commit(peer, "MOD1", request("1.9", KEPT), Duration.ZERO);
      assertThat(report.ok()).isFalse();
      assertThat(report.trouble()).contains("not storage commitment");
    }
  }

  @Test
  void speaksWithAPeerMadeByteByByte() throws IOException {
    try (RawDicom peer = new RawDicom(listener.port())) {
      associate(peer, new byte[0]);
      peer.sendMessage(1, action(1, INSTANCE), dataSet("1.9.5"));
      RawDicom.RawMessage answer = peer.readMessage();
      assertThat(answer.number(0x0100)).isEqualTo(0x8130);
      assertThat(answer.number(0x0120)).isEqualTo(7);
      assertThat(answer.number(0x0900)).isZero();
      assertThat(answer.number(0x1008)).isEqualTo(1);
      assertThat(answer.text(0x1000)).isEqualTo(INSTANCE);

      RawDicom.RawMessage event = peer.readMessage();
      assertThat(event.number(0x0100)).isEqualTo(0x0100);
      assertThat(event.number(0x1002)).as("event type").isEqualTo(2);
      assertThat(event.text(0x0002)).isEqualTo(CLASS);
      assertThat(event.text(0x1000)).isEqualTo(INSTANCE);
      assertThat(new String(event.dataSet(), StandardCharsets.ISO_8859_1))
          .contains("1.9.5", KEPT, LOST);

      // The peer may go on with requests of its own before it answers ours.
      peer.sendMessage(
          3,
          command(
              ui(0x00000002, UID.Verification),
              us(0x0100, 0x0030),
              us(0x0110, 8),
              us(0x0800, 0x0101)),
          new byte[0]);
      assertThat(peer.readMessage().number(0x0100)).isEqualTo(0x8030);
      assertThat(desk.told).isEmpty();
      peer.sendMessage(
          1,
          command(
              us(0x0100, 0x8100),
              us(0x0120, event.number(0x0110)),
              us(0x0800, 0x0101),
              us(0x0900, 0)),
          new byte[0]);
      await().untilAsserted(() -> assertThat(desk.told).containsExactly("1.9.5"));
      peer.send(5, new byte[4]);
      assertThat(peer.read().type()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 1.2.840.10008.1.20.1.1, 0123", "1, 1.2.840.10008.1.20.1.2, 0112"})
  void refusesOtherActions(int type, String instance, String status) throws IOException {
    try (RawDicom peer = new RawDicom(listener.port())) {
      associate(peer, new byte[0]);
      peer.sendMessage(1, action(type, instance), dataSet("1.9.6"));
      assertThat(peer.readMessage().number(0x0900)).isEqualTo(Integer.parseInt(status, 16));
      assertThat(desk.requests).isEmpty();
    }
  }

  @Test
  void refusesDataSetsThatAreNone() throws IOException {
    byte[][] broken = {
      {1, 2, 3},
      ui(0x00081195, "1.9.7"),
      join(ui(0x00081195, "1.9.7"), sequence(0x00081199)),
      join(ui(0x00081195, "not a uid"), sequence(0x00081199, item(KEPT))),
      join(ui(0x00081195, "1.9.7"), sequence(0x00081199, item("../../etc/passwd")))
    };
    try (RawDicom peer = new RawDicom(listener.port())) {
      associate(peer, new byte[0]);
      for (byte[] dataSet : broken) {
        peer.sendMessage(1, action(1, INSTANCE), dataSet);
        assertThat(peer.readMessage().number(0x0900)).isEqualTo(0x0115);
      }
      assertThat(desk.requests).isEmpty();
    }
  }

  @Test
  void letsThePeerBeProviderOfThisClassOnly() throws IOException {
    try (RawDicom peer = new RawDicom(listener.port())) {
      RawDicom.RawPdu ac =
          associate(peer, join(role(CLASS, 0, 1), role(TestInstances.SOP_CLASS, 1, 1)));
      String bytes = new String(ac.body(), StandardCharsets.ISO_8859_1);
      assertThat(bytes)
          .contains(new String(role(CLASS, 0, 1), StandardCharsets.ISO_8859_1))
          .contains(new String(role(TestInstances.SOP_CLASS, 1, 0), StandardCharsets.ISO_8859_1));
    }
  }

  private static RawDicom.RawPdu associate(RawDicom peer, byte[] userItems) throws IOException {
    peer.associate(
        "GATEWAY",
        "MOD1",
        userItems,
        new String[] {CLASS, IMPLICIT},
        new String[] {UID.Verification, IMPLICIT},
        new String[] {TestInstances.SOP_CLASS, IMPLICIT});
    RawDicom.RawPdu answer = peer.read();
    assertThat(answer.type()).isEqualTo(2);
    return answer;
  }

  private static byte[] action(int type, String instance) {
    return command(
        ui(0x00000003, CLASS),
        us(0x0100, 0x0130),
        us(0x0110, 7),
        us(0x0800, 0),
        ui(0x00001001, instance),
        us(0x1008, type));
  }

  private static byte[] dataSet(String transaction) {
    return join(ui(0x00081195, transaction), sequence(0x00081199, item(KEPT), item(LOST)));
  }

  private static byte[] item(String uid) {
    return join(ui(0x00081150, "1.2.3"), ui(0x00081155, uid));
  }

  private static CommitmentRequest request(String transaction, String... uids) {
    return new CommitmentRequest(
        transaction, List.of(uids).stream().map(uid -> new CommitmentItem("1.2.3", uid)).toList());
  }

  private PeerAddress peer() {
    return new PeerAddress("GATEWAY", "127.0.0.1", listener.port());
  }
}
