package org.truncus.weights.bytes;

import java.util.ArrayList;
import java.util.List;

/** One protocol buffer message, of which single fields are wanted (protobuf encoding guide). */
public final class ProtoMessage {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int TYPE_BITS = 3;
  private static final int VARINT_BITS = 7;

  private final ByteReader bytes;

  /** The message that the bytes hold from their start to their end. */
  public ProtoMessage(ByteReader bytes) {
    this.bytes = bytes;
  }

  /** The bytes of all fields of a number that have a length: texts, bytes, packed numbers. */
  public List<ByteReader> bytes(int field) {
    List<ByteReader> found = new ArrayList<>();
    ByteReader in = bytes.at(0);
    while (in.remaining() > 0) {
      long tag = varint(in);
      int type = (int) (tag & 7);
      if (type == LENGTH) {
        long size = varint(in);
        ByteReader value = in.slice(in.position(), size);
        in.skip(size);
        if (tag >>> TYPE_BITS == field) {
          found.add(value);
        }
      } else {
        skip(in, type);
      }
    }
    return found;
  }

  /** All fields of a number as messages. */
  public List<ProtoMessage> messages(int field) {
    return bytes(field).stream().map(ProtoMessage::new).toList();
  }

  /** The text of a field; empty where it is missing. */
  public String text(int field) {
    return bytes(field).stream().findFirst().map(text -> text.text(text.size())).orElse("");
  }

  /** The whole number of a field; 0 where it is missing. */
  public long number(int field) {
    ByteReader in = bytes.at(0);
    long number = 0;
    while (in.remaining() > 0) {
      long tag = varint(in);
      int type = (int) (tag & 7);
      if (type == VARINT && tag >>> TYPE_BITS == field) {
        number = varint(in);
      } else if (type == LENGTH) {
        in.skip(varint(in));
      } else {
        skip(in, type);
      }
    }
    return number;
  }

  private static void skip(ByteReader in, int type) {
    switch (type) {
      case VARINT -> varint(in);
      case FIXED64 -> in.skip(8);
      case FIXED32 -> in.skip(4);
      default -> throw in.damaged("a field of type %d in a message".formatted(type));
    }
  }

  private static long varint(ByteReader in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
      int next = in.u8();
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw in.damaged("a number of more than 64 bits");
  }
}
