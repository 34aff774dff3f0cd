package org.truncus.gateway.dimse.pdu;

import java.util.List;
import org.truncus.gateway.dimse.AssociationReject;

/** One protocol data unit (PS3.8 §9.3). */
public sealed interface Pdu {

  int ASSOCIATE_RQ = 0x01;
  int ASSOCIATE_AC = 0x02;
  int ASSOCIATE_RJ = 0x03;
  int P_DATA_TF = 0x04;
  int RELEASE_RQ = 0x05;
  int RELEASE_RP = 0x06;
  int ABORT = 0x07;

  /** The length of type, reserved byte and length field, which the length doesn't count. */
  int HEADER_LENGTH = 6;

  /** The DICOM application context name (PS3.7 annex A.2.1). */
  String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

  /** The name in the standard, for messages and logs. */
  String name();

  /**
   * A-ASSOCIATE-RQ (PS3.8 §9.3.2).
   *
   * @param protocolVersion a bit set; bit 0 is version 1
   * @param calledAet trimmed
   * @param callingAet trimmed
   * @param contexts with distinct odd ids
   */
  record AssociateRq(
      int protocolVersion,
      String calledAet,
      String callingAet,
      String applicationContext,
      List<ProposedContext> contexts,
      UserInformation user)
      implements Pdu {
    /** Copies the contexts. */
    public AssociateRq {
      contexts = List.copyOf(contexts);
    }

    @Override
    public String name() {
      return "A-ASSOCIATE-RQ";
    }
  }

  /**
   * A-ASSOCIATE-AC (PS3.8 §9.3.3).
   *
   * @param calledAet the request's title sent back; not to be tested
   * @param callingAet the request's title sent back; not to be tested
   */
  record AssociateAc(
      int protocolVersion,
      String calledAet,
      String callingAet,
      String applicationContext,
      List<ContextResult> contexts,
      UserInformation user)
      implements Pdu {
    /** Copies the contexts. */
    public AssociateAc {
      contexts = List.copyOf(contexts);
    }

    @Override
    public String name() {
      return "A-ASSOCIATE-AC";
    }
  }

  /** A-ASSOCIATE-RJ (PS3.8 §9.3.4). */
  record AssociateRj(AssociationReject reject) implements Pdu {
    @Override
    public String name() {
      return "A-ASSOCIATE-RJ";
    }
  }

  /** P-DATA-TF (PS3.8 §9.3.5): at least one presentation data value. */
  record PDataTf(List<Pdv> values) implements Pdu {
    /** Copies the list. */
    public PDataTf {
      values = List.copyOf(values);
    }

    @Override
    public String name() {
      return "P-DATA-TF";
    }
  }

  /** A-RELEASE-RQ (PS3.8 §9.3.6). */
  record ReleaseRq() implements Pdu {
    @Override
    public String name() {
      return "A-RELEASE-RQ";
    }
  }

  /** A-RELEASE-RP (PS3.8 §9.3.7). */
  record ReleaseRp() implements Pdu {
    @Override
    public String name() {
      return "A-RELEASE-RP";
    }
  }

  /**
   * A-ABORT (PS3.8 §9.3.8).
   *
   * @param source {@link #USER} or {@link #PROVIDER}
   * @param reason one of the constants of {@link PduException}; 0 where the user aborts
   */
  record Abort(int source, int reason) implements Pdu {
    public static final int USER = 0;
    public static final int PROVIDER = 2;

    @Override
    public String name() {
      return "A-ABORT";
    }
  }
}
