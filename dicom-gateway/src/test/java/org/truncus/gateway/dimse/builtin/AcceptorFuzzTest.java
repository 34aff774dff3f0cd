package org.truncus.gateway.dimse.builtin;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduEncoder;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.pdu.PduReader;

/**
 * Whatever bytes a peer sends, a PDU is read or refused, and the acceptor comes to an end. The gate
 * runs each once on no input; {@code JAZZER_FUZZ=1 mvn test -Djazzer.hooks=true
 * -Dtest='AcceptorFuzzTest#conversation'} looks for more.
 */
class AcceptorFuzzTest {

  @FuzzTest
  void pdu(byte[] bytes) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    for (int first = in.read(); first >= 0; first = in.read()) {
      try {
        Pdu pdu = new PduReader(in, 1 << 16).read(first);
        PduEncoder.encode(pdu);
      } catch (PduException | EOFException e) {
        return; // refused
      }
    }
  }

  @FuzzTest
  void request(byte[] bytes) throws IOException {
    try (AcceptorInMemory acceptor = new AcceptorInMemory()) {
      acceptor.play(bytes);
    }
  }

  @FuzzTest
  void conversation(byte[] bytes) throws IOException {
    try (AcceptorInMemory acceptor = new AcceptorInMemory()) {
      acceptor.play(RawDicom.join(Streams.request(), bytes));
    }
  }
}
