package org.truncus.gateway.dimse.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.StoreResponse;

/**
 * A command set made from PS3.7 alone, so that the toolkit under test doesn't write or read what
 * tests it: values of group 0000 by element, implicit little endian.
 */
@SuppressWarnings("ArrayRecordComponent") // a test's own, never compared
public record RawCommand(Map<Integer, byte[]> values) {

  private static final int CLASS = 0x0002;
  private static final int FIELD = 0x0100;
  private static final int MESSAGE_ID = 0x0110;
  private static final int RESPONDS_TO = 0x0120;
  private static final int PRIORITY = 0x0700;
  private static final int DATA_SET = 0x0800;
  private static final int STATUS = 0x0900;
  private static final int COMMENT = 0x0902;
  private static final int INSTANCE = 0x1000;
  private static final int NO_DATA_SET = 0x0101;

  /** Keeps a copy in rising order. */
  public RawCommand {
    values = new TreeMap<>(values);
  }

  /** C-ECHO-RQ. */
  public static RawCommand echo(int id) {
    return new RawCommand(Map.of())
        .with(CLASS, UID.Verification)
        .with(FIELD, 0x0030)
        .with(MESSAGE_ID, id)
        .with(DATA_SET, NO_DATA_SET);
  }

  /** C-STORE-RQ. */
  public static RawCommand store(int id, String sopClass, String sopInstance) {
    return new RawCommand(Map.of())
        .with(CLASS, sopClass)
        .with(FIELD, 0x0001)
        .with(MESSAGE_ID, id)
        .with(PRIORITY, 0)
        .with(DATA_SET, 0)
        .with(INSTANCE, sopInstance);
  }

  /** The response to this request. */
  public RawCommand response(StoreResponse answer) {
    RawCommand response =
        new RawCommand(Map.of())
            .with(CLASS, text(CLASS))
            .with(FIELD, number(FIELD) | 0x8000)
            .with(RESPONDS_TO, number(MESSAGE_ID))
            .with(DATA_SET, NO_DATA_SET)
            .with(STATUS, answer.status());
    if (!answer.errorComment().isEmpty()) {
      response = response.with(COMMENT, answer.errorComment());
    }
    return text(INSTANCE).isEmpty() ? response : response.with(INSTANCE, text(INSTANCE));
  }

  /** The same with another command field. */
  public RawCommand asField(int field) {
    return with(FIELD, field);
  }

  /** The bytes, group length first. */
  public byte[] encode() {
    int length = values.values().stream().mapToInt(value -> 8 + value.length).sum();
    ByteBuffer out = ByteBuffer.allocate(12 + length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0).putInt(4).putInt(length);
    values.forEach(
        (element, value) ->
            out.putShort((short) 0).putShort(element.shortValue()).putInt(value.length).put(value));
    return out.array();
  }

  /** Reads the bytes of a command set. */
  public static RawCommand decode(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, byte[]> values = new TreeMap<>();
    while (in.hasRemaining()) {
      if (in.getShort() != 0) {
        throw new IOException("an element outside of group 0000 in a command set");
      }
      int element = in.getShort() & 0xFFFF;
      byte[] value = new byte[in.getInt()];
      in.get(value);
      values.put(element, value);
    }
    values.remove(0);
    return new RawCommand(values);
  }

  /** (0000,0100). */
  public int field() {
    return number(FIELD);
  }

  /** (0000,0120). */
  public int respondsTo() {
    return number(RESPONDS_TO);
  }

  /** (0000,0900). */
  public int status() {
    return number(STATUS);
  }

  /** (0000,0902). */
  public String errorComment() {
    return text(COMMENT);
  }

  /** (0000,0002). */
  public String affectedSOPClassUID() {
    return text(CLASS);
  }

  /** (0000,1000). */
  public String affectedSOPInstanceUID() {
    return text(INSTANCE);
  }

  /** Whether a data set follows. */
  public boolean hasDataSet() {
    return number(DATA_SET) != NO_DATA_SET;
  }

  private int number(int element) {
    byte[] value = values.get(element);
    return value == null ? -1 : (value[0] & 0xFF) | (value[1] & 0xFF) << 8;
  }

  private String text(int element) {
    byte[] value = values.getOrDefault(element, new byte[0]);
    return new String(value, StandardCharsets.US_ASCII).replace("\0", "").strip();
  }

  private RawCommand with(int element, int value) {
    return with(element, new byte[] {(byte) value, (byte) (value >> 8)});
  }

  private RawCommand with(int element, String value) {
    String padding = value.length() % 2 == 0 ? "" : element == COMMENT ? " " : "\0";
    return with(element, (value + padding).getBytes(StandardCharsets.US_ASCII));
  }

  private RawCommand with(int element, byte[] value) {
    Map<Integer, byte[]> more = new TreeMap<>(values);
    more.put(element, value);
    return new RawCommand(more);
  }
}
