package org.truncus.gateway.dimse.builtin;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A peer made from PS3.7 and PS3.8 alone, byte by byte, so that the toolkit under test doesn't
 * write or read what tests it: implicit little endian, one fragment a message.
 */
public final class RawDicom implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final DataInputStream in;

  /** Connects to a port of this machine. */
  public RawDicom(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Speaks over a connected socket, which it closes. */
  public RawDicom(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
  }

  /** A PDU as it came: its type, and what follows the header. */
  @SuppressWarnings("ArrayRecordComponent") // a test's own, never compared
  public record RawPdu(int type, byte[] body) {}

  /** A message: numbers by tag of its command set, and its data set if it has one. */
  @SuppressWarnings("ArrayRecordComponent") // a test's own, never compared
  public record RawMessage(Map<Integer, byte[]> command, byte[] dataSet) {

    /** A US value of the command set. */
    public int number(int element) {
      byte[] value = command.get(element);
      return value == null ? -1 : (value[0] & 0xFF) | (value[1] & 0xFF) << 8;
    }

    /** A text of the command set, without padding. */
    public String text(int element) {
      byte[] value = command.getOrDefault(element, new byte[0]);
      return new String(value, StandardCharsets.US_ASCII).replace("\0", "").strip();
    }
  }

  /** An A-ASSOCIATE-RQ; each context is its abstract syntax, then its transfer syntaxes. */
  public void associate(String called, String calling, byte[] userItems, String[]... contexts)
      throws IOException {
    sendBytes(request(called, calling, userItems, contexts));
  }

  /** The bytes of an A-ASSOCIATE-RQ. */
  public static byte[] request(
      String called, String calling, byte[] userItems, String[]... contexts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {0, 1, 0, 0});
    body.writeBytes(padded(called));
    body.writeBytes(padded(calling));
    body.writeBytes(new byte[32]);
    body.writeBytes(item(0x10, ascii("1.2.840.10008.3.1.1.1")));
    int id = 1;
    for (String[] context : contexts) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      content.writeBytes(new byte[] {(byte) id, 0, 0, 0});
      content.writeBytes(item(0x30, ascii(context[0])));
      for (int i = 1; i < context.length; i++) {
        content.writeBytes(item(0x40, ascii(context[i])));
      }
      body.writeBytes(item(0x20, content.toByteArray()));
      id += 2;
    }
    byte[] maxLength = item(0x51, new byte[] {0, 0, 0x40, 0});
    ByteArrayOutputStream user = new ByteArrayOutputStream();
    user.writeBytes(maxLength);
    user.writeBytes(userItems);
    body.writeBytes(item(0x50, user.toByteArray()));
    return pdu(1, body.toByteArray());
  }

  /** An item of an association PDU. */
  public static byte[] item(int type, byte[] content) {
    return ByteBuffer.allocate(4 + content.length)
        .put((byte) type)
        .put((byte) 0)
        .putShort((short) content.length)
        .put(content)
        .array();
  }

  /** A role selection sub-item. */
  public static byte[] role(String sopClass, int scu, int scp) {
    return item(
        0x54,
        ByteBuffer.allocate(4 + sopClass.length())
            .putShort((short) sopClass.length())
            .put(ascii(sopClass))
            .put((byte) scu)
            .put((byte) scp)
            .array());
  }

  /** Sends a PDU. */
  public void send(int type, byte[] body) throws IOException {
    sendBytes(pdu(type, body));
  }

  private static byte[] pdu(int type, byte[] body) {
    return ByteBuffer.allocate(6 + body.length)
        .put((byte) type)
        .put((byte) 0)
        .putInt(body.length)
        .put(body)
        .array();
  }

  /** Sends anything. */
  public void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends a command set, and a data set unless that is empty. */
  public void sendMessage(int context, byte[] command, byte[] dataSet) throws IOException {
    sendBytes(pdvs(context, command, dataSet));
  }

  /** The P-DATA-TFs of a message. */
  public static byte[] pdvs(int context, byte[] command, byte[] dataSet) {
    byte[] first = pdu(4, pdv(context, 3, command));
    return dataSet.length == 0 ? first : join(first, pdu(4, pdv(context, 2, dataSet)));
  }

  private static byte[] pdv(int context, int control, byte[] bytes) {
    return ByteBuffer.allocate(6 + bytes.length)
        .putInt(2 + bytes.length)
        .put((byte) context)
        .put((byte) control)
        .put(bytes)
        .array();
  }

  /** A command set of elements that {@link #us} and {@link #ui} make, in rising order. */
  public static byte[] command(byte[]... elements) {
    byte[] rest = join(elements);
    byte[] length =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0)
            .putInt(4)
            .putInt(rest.length)
            .array();
    return join(length, rest);
  }

  /** A number of group 0000. */
  public static byte[] us(int element, int value) {
    return ByteBuffer.allocate(10)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) 0)
        .putShort((short) element)
        .putInt(2)
        .putShort((short) value)
        .array();
  }

  /** A UID of any group. */
  public static byte[] ui(int tag, String value) {
    String even = value.length() % 2 == 0 ? value : value + "\0";
    return ByteBuffer.allocate(8 + even.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) (tag >>> 16))
        .putShort((short) tag)
        .putInt(even.length())
        .put(ascii(even))
        .array();
  }

  /** A sequence of items of defined length. */
  public static byte[] sequence(int tag, byte[]... items) {
    List<byte[]> parts = new ArrayList<>();
    for (byte[] item : items) {
      parts.add(
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putShort((short) 0xFFFE)
              .putShort((short) 0xE000)
              .putInt(item.length)
              .array());
      parts.add(item);
    }
    byte[] content = join(parts.toArray(byte[][]::new));
    byte[] head =
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) (tag >>> 16))
            .putShort((short) tag)
            .putInt(content.length)
            .array();
    return join(head, content);
  }

  /** All of these after each other. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** The next PDU. */
  public RawPdu read() throws IOException {
    int type = in.readUnsignedByte();
    in.readUnsignedByte();
    byte[] body = new byte[in.readInt()];
    in.readFully(body);
    return new RawPdu(type, body);
  }

  /** The next message, whose command set and data set are one fragment each. */
  public RawMessage readMessage() throws IOException {
    byte[] bytes = fragment(read());
    Map<Integer, byte[]> command = new HashMap<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      buffer.getShort();
      int element = buffer.getShort() & 0xFFFF;
      byte[] value = new byte[buffer.getInt()];
      buffer.get(value);
      command.put(element, value);
    }
    RawMessage head = new RawMessage(command, new byte[0]);
    return head.number(0x0800) == 0x0101 ? head : new RawMessage(command, fragment(read()));
  }

  private static byte[] fragment(RawPdu pdu) throws IOException {
    if (pdu.type() != 4) {
      throw new IOException("PDU of type " + pdu.type() + ", expected 4");
    }
    byte[] bytes = new byte[pdu.body().length - 6];
    System.arraycopy(pdu.body(), 6, bytes, 0, bytes.length);
    return bytes;
  }

  private static byte[] padded(String title) {
    return ascii("%-16s".formatted(title));
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
