package org.truncus.weights.hdf5;

import java.nio.ByteBuffer;
import org.truncus.weights.bytes.ByteReader;

/** The numbers of a chunked data set, put together (specification III.A.1 and IV.A.2.i). */
final class Chunks {

  private static final int SINGLE_CHUNK = 1;
  private static final int FILTERED = 2;
  private static final int VERSION_3 = 3;

  /** A data set is never stored in chunks much larger than itself. */
  private static final long CHUNK_LIMIT = 64L << 20;

  private final Format format;
  private final String path;
  private final Filters filters;
  private final int[] shape;
  private final int elementSize;
  private int[] chunk;
  private byte[] data;
  private Format.Visited visited;
  private long unpacked;

  Chunks(Format format, String path, ObjectHeader header, Dataspace space, Datatype type) {
    this.format = format;
    this.path = path;
    this.filters = Filters.read(format, path, header, (int) type.size());
    this.shape = space.shape();
    this.elementSize = (int) type.size();
  }

  /** All bytes in row-major order; what was never written is 0. */
  ByteBuffer read(ByteReader layout, int version, long bytes) {
    visited = format.visited();
    if (version == VERSION_3) {
      int dimensions = layout.u8();
      long tree = format.address(layout);
      chunk = dimensions(layout, dimensions, 4, bytes);
      data = new byte[(int) bytes];
      if (tree != Format.UNDEFINED) {
        tree(tree, Integer.MAX_VALUE);
      }
    } else {
      int flags = layout.u8();
      int dimensions = layout.u8();
      chunk = dimensions(layout, dimensions, layout.u8(), bytes);
      data = new byte[(int) bytes];
      single(layout, flags);
    }
    return ByteBuffer.wrap(data);
  }

  private int[] dimensions(ByteReader layout, int count, int size, long bytes) {
    long[] sizes = new long[count];
    long chunkBytes = 1;
    for (int i = 0; i < count; i++) {
      sizes[i] = layout.unsigned(size);
      boolean sound = sizes[i] >= 1 && chunkBytes <= Integer.MAX_VALUE;
      chunkBytes = sound ? chunkBytes * Math.min(sizes[i], Integer.MAX_VALUE) : Long.MAX_VALUE;
    }
    if (count != shape.length + 1
        || sizes[count - 1] != elementSize
        || chunkBytes > Math.max(CHUNK_LIMIT, bytes)) {
      throw format.damaged(path + " is cut into chunks that do not fit it");
    }
    int[] dimensions = new int[shape.length];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = (int) sizes[i];
    }
    return dimensions;
  }

  private void single(ByteReader layout, int flags) {
    int type = layout.u8();
    if (type != SINGLE_CHUNK) {
      throw format.unsupported(path + " has a chunk index of type " + type);
    }
    long size = (flags & FILTERED) != 0 ? format.length(layout) : chunkBytes();
    long mask = (flags & FILTERED) != 0 ? layout.u32() : 0;
    long address = format.address(layout);
    if (address != Format.UNDEFINED) {
      place(address, size, mask, new long[shape.length]);
    }
  }

  private void tree(long address, int above) {
    visited.add(address);
    ByteReader in = format.at(address);
    in.expect("TREE");
    int type = in.u8();
    int level = in.u8();
    int entries = in.u16();
    if (type != 1 || level >= above) {
      throw format.damaged("no tree of chunks at byte " + address);
    }
    in.skip(2L * format.offsetSize());
    for (int i = 0; i < entries; i++) {
      long size = in.u32();
      long mask = in.u32();
      long[] offset = new long[shape.length];
      for (int d = 0; d < offset.length; d++) {
        offset[d] = in.i64();
      }
      in.skip(8); // within an element
      long child = format.address(in);
      if (level > 0) {
        tree(child, level);
      } else {
        visited.add(child);
        place(child, size, mask, offset);
      }
    }
  }

  private int chunkBytes() {
    int size = elementSize;
    for (int side : chunk) {
      size *= side;
    }
    return size;
  }

  private void place(long address, long size, long mask, long[] offset) {
    for (int d = 0; d < shape.length; d++) {
      if (offset[d] < 0 || offset[d] >= shape[d]) {
        throw format.damaged(path + " has a chunk outside its shape");
      }
    }
    unpacked += chunkBytes();
    if (unpacked > CHUNK_LIMIT + 4L * data.length) {
      throw format.damaged(path + " has more chunks than fit it");
    }
    copy(filters.decode(format.slice(address, size), mask, chunkBytes()), offset, 0, 0, 0);
  }

  /** Copies what lies inside the shape, one run of the last dimension at a time. */
  private void copy(byte[] from, long[] offset, int dimension, int source, int target) {
    if (dimension == shape.length) {
      System.arraycopy(from, source * elementSize, data, target * elementSize, elementSize);
      return;
    }
    int count = (int) Math.min(chunk[dimension], shape[dimension] - offset[dimension]);
    int start = (int) offset[dimension];
    if (dimension == shape.length - 1) {
      System.arraycopy(
          from,
          source * chunk[dimension] * elementSize,
          data,
          (target * shape[dimension] + start) * elementSize,
          count * elementSize);
      return;
    }
    for (int i = 0; i < count; i++) {
      copy(
          from,
          offset,
          dimension + 1,
          source * chunk[dimension] + i,
          target * shape[dimension] + start + i);
    }
  }
}
