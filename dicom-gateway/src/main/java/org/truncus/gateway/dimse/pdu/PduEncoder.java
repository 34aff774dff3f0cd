package org.truncus.gateway.dimse.pdu;

import java.nio.ByteBuffer;
import java.util.List;
import org.truncus.gateway.dimse.pdu.Pdu.Abort;
import org.truncus.gateway.dimse.pdu.Pdu.AssociateAc;
import org.truncus.gateway.dimse.pdu.Pdu.AssociateRj;
import org.truncus.gateway.dimse.pdu.Pdu.AssociateRq;
import org.truncus.gateway.dimse.pdu.Pdu.PDataTf;
import org.truncus.gateway.dimse.pdu.Pdu.ReleaseRp;
import org.truncus.gateway.dimse.pdu.Pdu.ReleaseRq;

/** Writes PDUs (PS3.8 §9.3). */
public final class PduEncoder {

  private PduEncoder() {}

  /** The bytes of the PDU, header included. */
  public static byte[] encode(Pdu pdu) {
    if (pdu instanceof PDataTf data) {
      return data(data.values());
    } else if (pdu instanceof AssociateRq rq) {
      return framed(Pdu.ASSOCIATE_RQ, request(rq));
    } else if (pdu instanceof AssociateAc ac) {
      return framed(Pdu.ASSOCIATE_AC, acceptance(ac));
    } else if (pdu instanceof AssociateRj rj) {
      return framed(
          Pdu.ASSOCIATE_RJ, four(rj.reject().result(), rj.reject().source(), rj.reject().reason()));
    } else if (pdu instanceof ReleaseRq) {
      return framed(Pdu.RELEASE_RQ, four(0, 0, 0));
    } else if (pdu instanceof ReleaseRp) {
      return framed(Pdu.RELEASE_RP, four(0, 0, 0));
    } else if (pdu instanceof Abort abort) {
      return framed(Pdu.ABORT, four(0, abort.source(), abort.reason()));
    }
    throw new AssertionError(pdu);
  }

  private static ItemWriter four(int second, int third, int fourth) {
    return new ItemWriter().u8(0).u8(second).u8(third).u8(fourth);
  }

  private static byte[] framed(int type, ItemWriter body) {
    byte[] bytes = body.toByteArray();
    return new ItemWriter().u8(type).u8(0).u32(bytes.length).bytes(bytes).toByteArray();
  }

  private static byte[] data(List<Pdv> values) {
    int length = values.stream().mapToInt(v -> Pdv.HEADER_LENGTH + v.data().remaining()).sum();
    ByteBuffer out = ByteBuffer.allocate(Pdu.HEADER_LENGTH + length);
    out.put((byte) Pdu.P_DATA_TF).put((byte) 0).putInt(length);
    for (Pdv value : values) {
      out.putInt(value.data().remaining() + 2).put((byte) value.contextId());
      out.put((byte) ((value.command() ? 1 : 0) | (value.last() ? 2 : 0)));
      out.put(value.data().duplicate());
    }
    return out.array();
  }

  private static ItemWriter request(AssociateRq rq) {
    ItemWriter out =
        associate(rq.protocolVersion(), rq.calledAet(), rq.callingAet(), rq.applicationContext());
    for (ProposedContext context : rq.contexts()) {
      out.item(
          ItemType.PROPOSED_CONTEXT,
          item -> {
            item.u8(context.id()).zeros(3);
            item.item(ItemType.ABSTRACT_SYNTAX, uid -> uid.text(context.abstractSyntax()));
            for (String syntax : context.transferSyntaxes()) {
              item.item(ItemType.TRANSFER_SYNTAX, uid -> uid.text(syntax));
            }
          });
    }
    return out.item(ItemType.USER_INFORMATION, item -> UserInformationCodec.write(item, rq.user()));
  }

  private static ItemWriter acceptance(AssociateAc ac) {
    ItemWriter out =
        associate(ac.protocolVersion(), ac.calledAet(), ac.callingAet(), ac.applicationContext());
    for (ContextResult context : ac.contexts()) {
      out.item(
          ItemType.CONTEXT_RESULT,
          item ->
              item.u8(context.id())
                  .u8(0)
                  .u8(context.result())
                  .u8(0)
                  .item(ItemType.TRANSFER_SYNTAX, uid -> uid.text(context.transferSyntax())));
    }
    return out.item(ItemType.USER_INFORMATION, item -> UserInformationCodec.write(item, ac.user()));
  }

  private static ItemWriter associate(int version, String called, String calling, String context) {
    return new ItemWriter()
        .u16(version)
        .zeros(2)
        .title(called)
        .title(calling)
        .zeros(32)
        .item(ItemType.APPLICATION_CONTEXT, uid -> uid.text(context));
  }
}
