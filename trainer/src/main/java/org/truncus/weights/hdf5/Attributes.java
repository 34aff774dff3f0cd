package org.truncus.weights.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.weights.bytes.ByteReader;

/** Attributes of an object; only texts are of interest (specification IV.A.2.m). */
final class Attributes {

  /** All names of a large network together stay far below. */
  private static final long TEXT_LIMIT = 64L << 20;

  private final Format format;
  private final Map<String, ByteReader> messages = new LinkedHashMap<>();
  private final Map<Long, Map<Integer, ByteReader>> heaps = new HashMap<>();
  private long textBytes;

  Attributes(Format format, ObjectHeader header) {
    this.format = format;
    header.all(ObjectHeader.ATTRIBUTE).forEach(this::add);
    header
        .first(ObjectHeader.ATTRIBUTE_INFO)
        .ifPresent(info -> DenseStorage.ofAttributes(format, info).forEach(this::add));
  }

  private void add(ByteReader message) {
    format.count();
    messages.put(head(message.at(0)).name, message);
  }

  /** The parts of a message before its data. */
  private record Head(String name, ByteReader type, ByteReader space, ByteReader data) {}

  private Head head(ByteReader in) {
    int version = in.u8();
    if (version < 1 || version > 3) {
      throw format.damaged("attribute of version " + version);
    }
    int flags = in.u8();
    if (version > 1 && flags != 0) {
      throw format.unsupported("an attribute shares its type with others");
    }
    int nameSize = in.u16();
    int typeSize = in.u16();
    int spaceSize = in.u16();
    in.skip(version == 3 ? 1 : 0);
    int step = version == 1 ? 8 : 1; // version 1 pads each part
    ByteReader name = part(in, nameSize, step);
    ByteReader type = part(in, typeSize, step);
    ByteReader space = part(in, spaceSize, step);
    return new Head(
        trimmed(name.copy(nameSize)), type, space, in.slice(in.position(), in.remaining()));
  }

  private static ByteReader part(ByteReader in, int size, int step) {
    ByteReader part = in.slice(in.position(), size);
    in.skip((size + step - 1L) / step * step);
    return part;
  }

  private static String trimmed(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  boolean has(String name) {
    return messages.containsKey(name);
  }

  /** The texts of an attribute; none where it isn't there or is empty. */
  List<String> texts(String name) {
    ByteReader message = messages.get(name);
    if (message == null) {
      return List.of();
    }
    Head head = head(message.at(0));
    Datatype type = Datatype.read(head.type);
    Dataspace space = Dataspace.read(format, head.space, name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < space.size(); i++) {
      String text =
          switch (type.kind()) {
            case FIXED_STRING -> fixed(head.data, type.size());
            case VARIABLE_STRING -> variable(head.data);
            default -> {
              throw format.damaged("attribute %s doesn't hold names".formatted(name));
            }
          };
      textBytes += text.length();
      if (textBytes > TEXT_LIMIT) {
        throw format.damaged("more than %d bytes of names".formatted(TEXT_LIMIT));
      }
      texts.add(text);
    }
    return texts;
  }

  private String fixed(ByteReader data, long size) {
    if (size == 0) {
      throw format.damaged("a text of no bytes");
    }
    return trimmed(data.copy(size)).stripTrailing();
  }

  /** A text in a global heap. */
  private String variable(ByteReader data) {
    long length = data.u32();
    long collection = format.address(data);
    int index = (int) data.u32();
    if (length == 0) {
      return "";
    }
    ByteReader text = heaps.computeIfAbsent(collection, this::heap).get(index);
    if (text == null) {
      throw format.damaged("a text is missing from the heap at byte " + collection);
    }
    return trimmed(text.at(0).copy(Math.min(length, text.size())));
  }

  /** The objects of a global heap by their index (specification III.E). */
  private Map<Integer, ByteReader> heap(long address) {
    ByteReader head = format.at(address);
    head.expect("GCOL");
    head.skip(4);
    ByteReader in = format.slice(address, format.length(head));
    in.skip(8L + format.lengthSize());
    Map<Integer, ByteReader> objects = new HashMap<>();
    while (in.remaining() >= 8 + format.lengthSize()) {
      int index = in.u16();
      in.skip(6);
      long size = format.length(in);
      if (index == 0) {
        break; // free space
      }
      format.count();
      objects.put(index, in.slice(in.position(), size));
      in.skip(Math.min(in.remaining(), (size + 7) / 8 * 8));
    }
    return objects;
  }
}
