package org.truncus.weights.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.truncus.weights.bytes.ByteReader;

/** Undoes the filters of chunks, the last one first (specification IV.A.2.l). */
final class Filters {

  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int FIRST_NAMED = 256;
  private static final int CHECKSUM_BYTES = 4;

  private final Format format;
  private final String path;
  private final int elementSize;
  private final List<Integer> ids = new ArrayList<>();

  private Filters(Format format, String path, int elementSize) {
    this.format = format;
    this.path = path;
    this.elementSize = elementSize;
  }

  static Filters read(Format format, String path, ObjectHeader header, int elementSize) {
    Filters filters = new Filters(format, path, elementSize);
    header.first(ObjectHeader.FILTERS).ifPresent(filters::read);
    return filters;
  }

  private void read(ByteReader in) {
    int version = in.u8();
    int count = in.u8();
    in.skip(version == 1 ? 6 : 0);
    for (int i = 0; i < count; i++) {
      int id = in.u16();
      int nameSize = version == 1 || id >= FIRST_NAMED ? in.u16() : 0;
      in.skip(2);
      int values = in.u16();
      in.skip(version == 1 ? (nameSize + 7L) / 8 * 8 : nameSize);
      in.skip(4L * values + (version == 1 && values % 2 == 1 ? 4 : 0));
      if (id < DEFLATE || id > FLETCHER32) {
        throw format.unsupported(
            "%s is packed with filter %d; deflate and shuffle are read".formatted(path, id));
      }
      ids.add(id);
    }
  }

  /**
   * One chunk's bytes.
   *
   * @param mask bits of filters that were left out
   * @param size of the chunk when unpacked
   */
  byte[] decode(ByteReader packed, long mask, int size) {
    if (packed.size() > size + (long) CHECKSUM_BYTES * ids.size() + size / 8 + 64) {
      throw format.damaged("%s has a chunk of %d bytes".formatted(path, packed.size()));
    }
    byte[] bytes = packed.copy(packed.size());
    for (int i = ids.size() - 1; i >= 0; i--) {
      if ((mask >> i & 1) == 0) {
        bytes =
            switch (ids.get(i)) {
              case DEFLATE -> inflate(bytes, size + CHECKSUM_BYTES * ids.size());
              case SHUFFLE -> unshuffle(bytes);
              default -> withoutChecksum(bytes);
            };
      }
    }
    if (bytes.length != size) {
      throw format.damaged(
          "%s has a chunk of %d bytes, %d were expected".formatted(path, bytes.length, size));
    }
    return bytes;
  }

  private byte[] inflate(byte[] packed, int limit) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] bytes = new byte[limit];
      int length = 0;
      while (!inflater.finished() && length < limit) {
        int count = inflater.inflate(bytes, length, limit - length);
        if (count == 0 && !inflater.finished()) {
          throw format.damaged(path + " has a chunk that can't be unpacked");
        }
        length += count;
      }
      return Arrays.copyOf(bytes, length);
    } catch (DataFormatException e) {
      throw format.damaged("%s has a chunk that can't be unpacked: %s".formatted(path, e));
    } finally {
      inflater.end();
    }
  }

  /** Byte k of element i was stored at k * elements + i. */
  private byte[] unshuffle(byte[] shuffled) {
    int elements = shuffled.length / elementSize;
    byte[] bytes = shuffled.clone();
    for (int k = 0; k < elementSize; k++) {
      for (int i = 0; i < elements; i++) {
        bytes[i * elementSize + k] = shuffled[k * elements + i];
      }
    }
    return bytes;
  }

  private byte[] withoutChecksum(byte[] bytes) {
    if (bytes.length < CHECKSUM_BYTES) {
      throw format.damaged(path + " has a chunk without its checksum");
    }
    return Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES);
  }
}
