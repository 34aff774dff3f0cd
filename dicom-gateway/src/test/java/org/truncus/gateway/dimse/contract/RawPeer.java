package org.truncus.gateway.dimse.contract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
public final class RawPeer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  /** Connects to a port of this machine. */
  public RawPeer(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** One whose receive buffer is small, so that what it doesn't read is soon too much. */
  static RawPeer narrow(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new RawPeer(socket);
  }

  public RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  public static Pdu.AssociateRq request(List<ProposedContext> contexts) {
    return new Pdu.AssociateRq(
        1, "GATEWAY", "MOD1", Pdu.APPLICATION_CONTEXT, contexts, UserInformation.of(0, "", ""));
  }

  /** Verification as context 1, secondary capture as context 3. */
  public static Pdu.AssociateRq request() {
    return request(
        List.of(
            new ProposedContext(1, UID.Verification, List.of(UID.ImplicitVRLittleEndian)),
            new ProposedContext(3, TestInstances.SOP_CLASS, List.of(UID.ExplicitVRLittleEndian))));
  }

  public Pdu.AssociateAc associate() throws IOException {
    send(request());
    return (Pdu.AssociateAc) read();
  }

  public void send(Pdu pdu) throws IOException {
    send(PduEncoder.encode(pdu));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  static Pdu message(int context, RawCommand command) {
    return new Pdu.PDataTf(
        List.of(new Pdv(context, true, true, ByteBuffer.wrap(command.encode()))));
  }

  public void send(int context, boolean command, boolean last, byte[] bytes) throws IOException {
    send(new Pdu.PDataTf(List.of(new Pdv(context, command, last, ByteBuffer.wrap(bytes)))));
  }

  public void sendCommand(int context, RawCommand command) throws IOException {
    send(context, true, true, command.encode());
  }

  public Pdu read() throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new IOException("closed");
    }
    return new PduReader(in, 1 << 20).read(first);
  }

  /** A response that fits in one fragment. */
  public RawCommand readCommand() throws IOException {
    Pdv pdv = ((Pdu.PDataTf) read()).values().get(0);
    byte[] bytes = new byte[pdv.data().remaining()];
    pdv.data().get(bytes);
    return RawCommand.decode(bytes);
  }

  /** Whether the other side ends the connection, without a word or with an A-ABORT before. */
  public boolean isAborted() throws IOException {
    int first;
    try {
      first = in.read();
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
    return first < 0
        || (new PduReader(in, 1 << 20).read(first) instanceof Pdu.Abort && isClosedByPeer());
  }

  /** Whether the other side ends the connection, after whatever it still sends. */
  public boolean isClosedByPeer() {
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
