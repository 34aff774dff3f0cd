package org.truncus.gateway.dimse.pdu;

import java.nio.ByteBuffer;

/**
 * A presentation data value: one fragment of a command or of a data set (PS3.8 §9.3.5.1, annex E).
 *
 * @param contextId odd, 1..255
 * @param command whether it belongs to the command set; else to the data set
 * @param last whether it is the last fragment of its command or data set
 * @param data a view of the fragment, possibly empty; the position belongs to whoever reads it
 */
public record Pdv(int contextId, boolean command, boolean last, ByteBuffer data) {

  /** Item length (4), context id (1) and message control header (1). */
  public static final int HEADER_LENGTH = 6;
}
