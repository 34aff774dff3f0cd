package org.truncus.gateway.dimse.builtin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.Pdv;
import org.truncus.gateway.dimse.service.SourceException;

/** Cuts commands and data sets into fragments the peer can take (PS3.8 annex E). */
final class PdvOutput {

  /** Larger PDUs bring no more speed, so this is also what an unlimited peer gets. */
  static final int LARGEST_PDU = 1 << 17;

  /** Room for the header and two bytes. */
  static final int SMALLEST_PDU = Pdv.HEADER_LENGTH + 2;

  private final Connection connection;
  private final int fragment;

  /**
   * Writes to a connection.
   *
   * @param peerMaxLength what the peer said, in bytes; 0 for unlimited
   * @throws IllegalArgumentException where not even two bytes fit
   */
  PdvOutput(Connection connection, long peerMaxLength) {
    if (peerMaxLength != 0 && peerMaxLength < SMALLEST_PDU) {
      throw new IllegalArgumentException(
          "the peer takes PDUs of %d bytes, expected 0 or at least %d"
              .formatted(peerMaxLength, SMALLEST_PDU));
    }
    this.connection = connection;
    long length = peerMaxLength == 0 ? LARGEST_PDU : Math.min(peerMaxLength, LARGEST_PDU);
    this.fragment = (int) (length - Pdv.HEADER_LENGTH) & ~1;
  }

  void command(int contextId, Command command) throws IOException {
    send(contextId, true, new ByteArrayInputStream(command.encode()));
  }

  /**
   * Sends a data set to the end of the stream.
   *
   * @throws SourceException where the stream fails; the message is then incomplete
   */
  void data(int contextId, InputStream in) throws IOException {
    send(contextId, false, in);
  }

  private void send(int contextId, boolean command, InputStream in) throws IOException {
    byte[] bytes = new byte[fragment];
    int length = fill(in, bytes, 0);
    boolean last = false;
    while (!last) {
      int ahead = length < fragment ? -1 : next(in);
      last = ahead < 0;
      connection.write(
          new Pdu.PDataTf(
              List.of(new Pdv(contextId, command, last, ByteBuffer.wrap(bytes, 0, length)))));
      if (!last) {
        bytes[0] = (byte) ahead;
        length = 1 + fill(in, bytes, 1);
      }
    }
  }

  private static int fill(InputStream in, byte[] bytes, int from) throws SourceException {
    try {
      return in.readNBytes(bytes, from, bytes.length - from);
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }

  private static int next(InputStream in) throws SourceException {
    try {
      return in.read();
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }
}
