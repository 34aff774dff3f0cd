package org.truncus.gateway.dimse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.builtin.RawDicom;
import org.truncus.gateway.dimse.pdu.AsyncWindow;
import org.truncus.gateway.dimse.pdu.ContextResult;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.RoleSelection;
import org.truncus.gateway.dimse.pdu.UserInformation;

/** What is answered to requests for an association. */
@Timeout(60)
abstract class NegotiationContract extends ContractPart {

  private static final ListenOptions OPTIONS =
      ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("MOD1")));

  private final MemoryStore store = new MemoryStore();

  @Test
  void answersAllOf128Contexts() throws IOException {
    List<ProposedContext> contexts =
        IntStream.range(0, 128)
            .mapToObj(
                i ->
                    new ProposedContext(
                        2 * i + 1,
                        i % 3 == 0 ? "1.2.3." + i : TestInstances.SOP_CLASS,
                        i % 3 == 1
                            ? List.of(UID.JPEG2000, UID.JPEGBaseline8Bit)
                            : List.of(UID.JPEG2000, UID.ImplicitVRLittleEndian)))
            .toList();
    try (DicomListener listener = listen(OPTIONS, store);
        RawPeer peer = new RawPeer(listener.port())) {
      peer.send(RawPeer.request(contexts));
      Pdu.AssociateAc ac = (Pdu.AssociateAc) peer.read();
      assertThat(ac.contexts()).hasSize(128);
      for (int i = 0; i < 128; i++) {
        ContextResult result = ac.contexts().get(i);
        assertThat(result.id()).isEqualTo(2 * i + 1);
        assertThat(result.result()).isEqualTo(new int[] {3, 4, 0}[i % 3]);
        assertThat(result.transferSyntax()).isEqualTo(UID.ImplicitVRLittleEndian);
      }
    }
  }

  @Test
  void answersNegotiationItems() throws IOException {
    UserInformation user =
        RawPeer.request()
            .user()
            .withAnswers(
                Optional.of(new AsyncWindow(0, 0)),
                List.of(
                    new RoleSelection(TestInstances.SOP_CLASS, true, true),
                    new RoleSelection("1.2.3", true, true)));
    try (DicomListener listener = listen(OPTIONS.withMaxPduLength(12_345), store);
        RawPeer peer = new RawPeer(listener.port())) {
      peer.send(
          new Pdu.AssociateRq(
              1, "GATEWAY", "MOD1", Pdu.APPLICATION_CONTEXT, RawPeer.request().contexts(), user));
      Pdu.AssociateAc ac = (Pdu.AssociateAc) peer.read();
      assertThat(ac.user().maxLength()).isEqualTo(12_345);
      // no answer stands for one operation at a time, too (PS3.7 §D.3.3.3)
      assertThat(ac.user().asyncWindow().orElse(AsyncWindow.SYNCHRONOUS))
          .isEqualTo(AsyncWindow.SYNCHRONOUS);
      assertThat(ac.user().roles())
          .containsExactly(new RoleSelection(TestInstances.SOP_CLASS, true, false));
      assertThat(ac.user().implementationClassUID()).matches(UID::isValid);
      assertThat(ac.user().implementationVersionName()).isNotEmpty();
    }
  }

  @Test
  void letsExtendedNegotiationAndUserIdentitiesPassWithoutAnAnswer() throws IOException {
    byte[] name = "someone".getBytes(StandardCharsets.US_ASCII);
    byte[] identity =
        ByteBuffer.allocate(6 + name.length)
            .put((byte) 1)
            .put((byte) 1) // an answer is asked for
            .putShort((short) name.length)
            .put(name)
            .putShort((short) 0)
            .array();
    byte[] extended =
        ByteBuffer.allocate(2 + TestInstances.SOP_CLASS.length() + 3)
            .putShort((short) TestInstances.SOP_CLASS.length())
            .put(TestInstances.SOP_CLASS.getBytes(StandardCharsets.US_ASCII))
            .put(new byte[] {2, 0, 0})
            .array();
    byte[] items = RawDicom.join(RawDicom.item(0x56, extended), RawDicom.item(0x58, identity));
    try (DicomListener listener = listen(OPTIONS, store);
        RawDicom peer = new RawDicom(listener.port())) {
      peer.associate(
          "GATEWAY", "MOD1", items, new String[] {UID.Verification, UID.ImplicitVRLittleEndian});
      RawDicom.RawPdu ac = peer.read();
      assertThat(ac.type()).isEqualTo(2);
      assertThat(userItems(ac.body())).contains(0x51, 0x52).doesNotContain(0x56, 0x59);
    }
  }

  /** The types of the sub-items of an A-ASSOCIATE-AC's user information. */
  private static List<Integer> userItems(byte[] body) {
    ByteBuffer in = ByteBuffer.wrap(body).position(68);
    List<Integer> types = new ArrayList<>();
    while (in.hasRemaining()) {
      int type = in.getShort() >> 8;
      int length = in.getShort();
      if (type == 0x50) {
        continue; // its content is the sub-items
      }
      types.add(type);
      in.position(in.position() + length);
    }
    return types;
  }

  @Test
  void rejectsOtherProtocols() throws IOException {
    try (DicomListener listener = listen(OPTIONS, store)) {
      assertThat(answer(listener, 2, Pdu.APPLICATION_CONTEXT))
          .isEqualTo(new Pdu.AssociateRj(AssociationReject.PROTOCOL_VERSION_NOT_SUPPORTED));
      assertThat(answer(listener, 1, "1.2.3"))
          .isEqualTo(new Pdu.AssociateRj(AssociationReject.APPLICATION_CONTEXT_NOT_SUPPORTED));
    }
  }

  private static Pdu answer(DicomListener listener, int version, String application)
      throws IOException {
    Pdu.AssociateRq rq = RawPeer.request();
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.send(
          new Pdu.AssociateRq(version, "GATEWAY", "MOD1", application, rq.contexts(), rq.user()));
      return peer.read();
    }
  }

  private DicomListener listen(ListenOptions options, StoreHandler handler) {
    return transport().listen(options, handler);
  }
}
