package org.truncus.gateway.dimse.builtin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduEncoder;
import org.truncus.gateway.dimse.pdu.PduReader;
import org.truncus.gateway.dimse.pdu.Pdv;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.UserInformation;

/** A peer that sends exactly what a test says, on a plain socket. */
final class RawPeer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  RawPeer(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  static Pdu.AssociateRq request(List<ProposedContext> contexts) {
    return new Pdu.AssociateRq(
        1, "GATEWAY", "MOD1", Pdu.APPLICATION_CONTEXT, contexts, UserInformation.of(0, "", ""));
  }

  /** Verification as context 1, secondary capture as context 3. */
  static Pdu.AssociateRq request() {
    return request(
        List.of(
            new ProposedContext(1, UID.Verification, List.of(UID.ImplicitVRLittleEndian)),
            new ProposedContext(3, TestInstances.SOP_CLASS, List.of(UID.ExplicitVRLittleEndian))));
  }

  Pdu.AssociateAc associate() throws IOException {
    send(request());
    return (Pdu.AssociateAc) read();
  }

  void send(Pdu pdu) throws IOException {
    send(PduEncoder.encode(pdu));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void send(int context, boolean command, boolean last, byte[] bytes) throws IOException {
    send(new Pdu.PDataTf(List.of(new Pdv(context, command, last, ByteBuffer.wrap(bytes)))));
  }

  void sendCommand(int context, Command command) throws IOException {
    send(context, true, true, command.encode());
  }

  Pdu read() throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new IOException("closed");
    }
    return new PduReader(in, 1 << 20).read(first);
  }

  /** A response that fits in one fragment. */
  Command readCommand() throws IOException {
    Pdv pdv = ((Pdu.PDataTf) read()).values().get(0);
    byte[] bytes = new byte[pdv.data().remaining()];
    pdv.data().get(bytes);
    return Command.decode(bytes);
  }

  /** Whether the other side ends the connection, after whatever it still sends. */
  boolean isClosedByPeer() {
    try {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
