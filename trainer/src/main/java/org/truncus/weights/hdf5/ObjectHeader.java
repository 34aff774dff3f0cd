package org.truncus.weights.hdf5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.truncus.weights.bytes.ByteReader;

/** The messages of an object: what it is and what it holds (specification IV.A). */
final class ObjectHeader {

  /** Types of messages. */
  static final int DATASPACE = 0x01;

  static final int LINK_INFO = 0x02;
  static final int DATATYPE = 0x03;
  static final int LINK = 0x06;
  static final int EXTERNAL_FILES = 0x07;
  static final int LAYOUT = 0x08;
  static final int FILTERS = 0x0b;
  static final int ATTRIBUTE = 0x0c;
  static final int SYMBOL_TABLE = 0x11;
  static final int ATTRIBUTE_INFO = 0x15;
  private static final int CONTINUATION = 0x10;

  private static final int SHARED = 2;
  private static final int TIMES = 0x20;
  private static final int PHASES = 0x10;
  private static final int CREATION_ORDER = 0x04;
  private static final int CHECKSUM_BYTES = 4;

  private final Format format;
  private final List<Message> messages = new ArrayList<>();
  private final Format.Visited visited;
  private final Queue<ByteReader> blocks = new ArrayDeque<>();

  /** One message; the data starts at 0. */
  private record Message(int type, int flags, ByteReader data) {}

  /** Reads the header at an address. */
  ObjectHeader(Format format, long address) {
    this.format = format;
    this.visited = format.visited();
    visited.add(address);
    ByteReader in = format.at(address);
    if (in.skipIf(new byte[] {'O', 'H', 'D', 'R'})) {
      version2(in);
    } else {
      version1(in, address);
    }
  }

  private void version1(ByteReader in, long address) {
    int version = in.u8();
    if (version != 1) {
      throw format.damaged("no object at byte " + address);
    }
    in.skip(7); // number of messages, references
    long size = in.u32();
    in.skip(4);
    blocks.add(format.slice(in.position(), size));
    while (!blocks.isEmpty()) {
      messages1(blocks.remove());
    }
  }

  private void messages1(ByteReader in) {
    while (in.remaining() >= 8) {
      int type = in.u16();
      int size = in.u16();
      int flags = in.u8();
      in.skip(3);
      ByteReader data = in.slice(in.position(), size);
      in.skip(size);
      if (type == CONTINUATION) {
        blocks.add(continuation(data));
      } else {
        messages.add(new Message(type, flags, data));
      }
    }
  }

  private void version2(ByteReader in) {
    int version = in.u8();
    if (version != 2) {
      throw format.damaged("object header of version " + version);
    }
    int flags = in.u8();
    in.skip((flags & TIMES) != 0 ? 16 : 0);
    in.skip((flags & PHASES) != 0 ? 4 : 0);
    long size = in.unsigned(1 << (flags & 3));
    blocks.add(format.slice(in.position(), size));
    while (!blocks.isEmpty()) {
      messages2(blocks.remove(), (flags & CREATION_ORDER) != 0 ? 6 : 4);
    }
  }

  private void messages2(ByteReader in, int head) {
    while (in.remaining() >= head) {
      int type = in.u8();
      int size = in.u16();
      int flags = in.u8();
      in.skip(head - 4L);
      ByteReader data = in.slice(in.position(), size);
      in.skip(size);
      if (type == CONTINUATION) {
        ByteReader next = continuation(data);
        next.expect("OCHK");
        blocks.add(next.slice(next.position(), (long) next.remaining() - CHECKSUM_BYTES));
      } else {
        messages.add(new Message(type, flags, data));
      }
    }
  }

  private ByteReader continuation(ByteReader data) {
    long address = format.address(data);
    visited.add(address);
    return format.slice(address, format.length(data));
  }

  /** Whether there is a message of this type. */
  boolean has(int type) {
    return messages.stream().anyMatch(message -> message.type == type);
  }

  /** The data of all messages of a type. */
  List<ByteReader> all(int type) {
    List<ByteReader> all = new ArrayList<>();
    for (Message message : messages) {
      if (message.type == type) {
        if ((message.flags & SHARED) != 0) {
          throw format.unsupported("a message is shared between objects");
        }
        all.add(message.data.at(0));
      }
    }
    return all;
  }

  /** The data of the first message of a type. */
  Optional<ByteReader> first(int type) {
    return all(type).stream().findFirst();
  }

  /** The data of a message that must be there. */
  ByteReader required(int type) {
    return first(type)
        .orElseThrow(() -> format.damaged("an object lacks message 0x%x".formatted(type)));
  }
}
