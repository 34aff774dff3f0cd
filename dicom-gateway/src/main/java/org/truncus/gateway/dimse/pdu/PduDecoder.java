package org.truncus.gateway.dimse.pdu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.pdu.Pdu.Abort;
import org.truncus.gateway.dimse.pdu.Pdu.AssociateAc;
import org.truncus.gateway.dimse.pdu.Pdu.AssociateRj;
import org.truncus.gateway.dimse.pdu.Pdu.AssociateRq;
import org.truncus.gateway.dimse.pdu.Pdu.PDataTf;
import org.truncus.gateway.dimse.pdu.Pdu.ReleaseRp;
import org.truncus.gateway.dimse.pdu.Pdu.ReleaseRq;

/** Reads PDUs (PS3.8 §9.3). Any input ends in a PDU or a {@link PduException}. */
public final class PduDecoder {

  private PduDecoder() {}

  /**
   * The PDU.
   *
   * @param type the first byte of the header
   * @param body what follows the header; a P-DATA-TF keeps views of it
   */
  public static Pdu decode(int type, byte[] body) throws PduException {
    ByteBuffer buffer = ByteBuffer.wrap(body);
    return switch (type) {
      case Pdu.ASSOCIATE_RQ -> request(new ItemReader(buffer, "A-ASSOCIATE-RQ"));
      case Pdu.ASSOCIATE_AC -> acceptance(new ItemReader(buffer, "A-ASSOCIATE-AC"));
      case Pdu.ASSOCIATE_RJ -> rejection(new ItemReader(buffer, "A-ASSOCIATE-RJ"));
      case Pdu.P_DATA_TF -> data(new ItemReader(buffer, "P-DATA-TF"));
      case Pdu.RELEASE_RQ -> new ReleaseRq();
      case Pdu.RELEASE_RP -> new ReleaseRp();
      case Pdu.ABORT -> abort(new ItemReader(buffer, "A-ABORT"));
      default -> throw unrecognised(type);
    };
  }

  static PduException unrecognised(int type) {
    return new PduException(
        PduException.UNRECOGNISED_PDU,
        "PDU type %02X, expected 01 to 07: the peer doesn't speak DICOM".formatted(type));
  }

  private static AssociateRj rejection(ItemReader in) throws PduException {
    in.skip(1);
    return new AssociateRj(new AssociationReject(in.u8(), in.u8(), in.u8()));
  }

  private static Abort abort(ItemReader in) throws PduException {
    in.skip(2);
    return new Abort(in.u8(), in.u8());
  }

  private static PDataTf data(ItemReader in) throws PduException {
    List<Pdv> values = new ArrayList<>();
    while (in.hasMore()) {
      long length = in.u32();
      if (length < 2) {
        throw in.invalid("presentation data value of length " + length + ", expected at least 2");
      }
      int contextId = in.u8();
      int control = in.u8();
      values.add(new Pdv(contextId, (control & 1) != 0, (control & 2) != 0, in.bytes(length - 2)));
    }
    if (values.isEmpty()) {
      throw in.invalid("no presentation data value, expected at least one");
    }
    return new PDataTf(values);
  }

  private static AssociateRq request(ItemReader in) throws PduException {
    Head head = Head.read(in);
    String application = "";
    List<ProposedContext> contexts = new ArrayList<>();
    UserInformation user = UserInformation.of(0, "", "");
    while (in.hasMore()) {
      int type = in.u8();
      switch (type) {
        case ItemType.APPLICATION_CONTEXT -> application = in.item("application context").rest();
        case ItemType.PROPOSED_CONTEXT -> {
          if (contexts.size() == ProposedContext.MOST) {
            throw in.invalid("more than " + ProposedContext.MOST + " presentation contexts");
          }
          contexts.add(proposed(in.item("presentation context")));
        }
        case ItemType.USER_INFORMATION ->
            user = UserInformationCodec.read(in.item("user information"));
        default -> in.item("item %02X".formatted(type));
      }
    }
    checkIds(in, contexts);
    return new AssociateRq(head.version, head.called, head.calling, application, contexts, user);
  }

  private static ProposedContext proposed(ItemReader in) throws PduException {
    int id = in.u8();
    in.skip(3);
    String abstractSyntax = "";
    List<String> syntaxes = new ArrayList<>();
    while (in.hasMore()) {
      int type = in.u8();
      switch (type) {
        case ItemType.ABSTRACT_SYNTAX -> abstractSyntax = in.item("abstract syntax").rest();
        case ItemType.TRANSFER_SYNTAX -> syntaxes.add(in.item("transfer syntax").rest());
        default -> in.item("item %02X".formatted(type));
      }
    }
    return new ProposedContext(id, abstractSyntax, syntaxes);
  }

  private static void checkIds(ItemReader in, List<ProposedContext> contexts) throws PduException {
    Set<Integer> seen = new HashSet<>();
    for (ProposedContext context : contexts) {
      if (context.id() % 2 == 0 || !seen.add(context.id())) {
        throw in.invalid(
            "presentation context id %d, expected distinct odd ids".formatted(context.id()));
      }
    }
    if (contexts.isEmpty()) {
      throw in.invalid("no presentation context, expected at least one");
    }
  }

  private static AssociateAc acceptance(ItemReader in) throws PduException {
    Head head = Head.read(in);
    String application = "";
    List<ContextResult> contexts = new ArrayList<>();
    UserInformation user = UserInformation.of(0, "", "");
    while (in.hasMore()) {
      int type = in.u8();
      switch (type) {
        case ItemType.APPLICATION_CONTEXT -> application = in.item("application context").rest();
        case ItemType.CONTEXT_RESULT -> contexts.add(result(in.item("presentation context")));
        case ItemType.USER_INFORMATION ->
            user = UserInformationCodec.read(in.item("user information"));
        default -> in.item("item %02X".formatted(type));
      }
    }
    return new AssociateAc(head.version, head.called, head.calling, application, contexts, user);
  }

  private static ContextResult result(ItemReader in) throws PduException {
    int id = in.u8();
    in.skip(1);
    int result = in.u8();
    in.skip(1);
    String syntax = "";
    while (in.hasMore()) {
      int type = in.u8();
      ItemReader item = in.item("item %02X".formatted(type));
      if (type == ItemType.TRANSFER_SYNTAX) {
        syntax = item.rest();
      }
    }
    return new ContextResult(id, result, syntax);
  }

  /** The fixed fields before the items of A-ASSOCIATE-RQ and -AC. */
  private record Head(int version, String called, String calling) {
    static Head read(ItemReader in) throws PduException {
      int version = in.u16();
      in.skip(2);
      Head head = new Head(version, in.text(16), in.text(16));
      in.skip(32);
      return head;
    }
  }
}
