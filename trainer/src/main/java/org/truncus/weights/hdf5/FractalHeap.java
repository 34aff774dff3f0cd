package org.truncus.weights.hdf5;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.truncus.weights.bytes.ByteReader;

/** A fractal heap's managed objects (specification III.G). */
final class FractalHeap {

  private final Format format;
  private final Format.Visited visited;
  private final int offsetBytes;
  private final int lengthBytes;
  private final int width;
  private final long startSize;
  private final long maxDirectSize;

  /** From the heap offset of each direct block to its bytes, header included. */
  private final NavigableMap<Long, ByteReader> blocks = new TreeMap<>();

  FractalHeap(Format format, long address) {
    this.format = format;
    this.visited = format.visited();
    ByteReader in = format.at(address);
    in.expect("FRHP");
    in.skip(3); // version, size of identifiers
    if (in.u16() != 0) {
      throw format.unsupported("a heap of names is compressed");
    }
    in.skip(1);
    long maxObject = in.u32();
    in.skip(10L * format.lengthSize() + 2L * format.offsetSize()); // statistics, free space
    width = in.u16();
    startSize = format.length(in);
    maxDirectSize = format.length(in);
    int maxHeapBits = in.u16();
    in.skip(2);
    long root = format.address(in);
    int rows = in.u16();
    offsetBytes = (maxHeapBits + 7) / 8;
    lengthBytes = (log2(Math.min(maxDirectSize, maxObject)) + 7) / 8;
    if (width < 1 || startSize < 1 || maxDirectSize < startSize || maxHeapBits > Long.SIZE) {
      throw format.damaged("no heap of names at byte " + address);
    }
    if (rows == 0) {
      blocks.put(0L, format.slice(root, startSize));
    } else {
      indirect(root, rows, 0);
    }
  }

  private static int log2(long value) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(value, 1));
  }

  private void indirect(long address, int rows, long firstOffset) {
    visited.add(address);
    ByteReader in = format.at(address);
    in.expect("FHIB");
    in.skip(1L + format.offsetSize() + offsetBytes);
    long offset = firstOffset;
    for (int row = 0; row < rows; row++) {
      long size = blockSize(row);
      for (int column = 0; column < width; column++) {
        long child = format.address(in);
        if (child != Format.UNDEFINED && size <= maxDirectSize) {
          visited.add(child);
          blocks.put(offset, format.slice(child, size));
        } else if (child != Format.UNDEFINED) {
          indirect(child, rowsOf(size), offset);
        }
        offset += size;
      }
    }
  }

  private long blockSize(int row) {
    int doublings = Math.max(row - 1, 0);
    if (doublings >= Long.numberOfLeadingZeros(startSize) - 1) {
      throw format.damaged("a heap of names of %d rows".formatted(row));
    }
    return startSize << doublings;
  }

  /** Rows of an indirect block that spans so many bytes. */
  private int rowsOf(long size) {
    int rows = 0;
    long spanned = 0;
    while (spanned < size) {
      spanned += blockSize(rows++) * width;
    }
    return rows;
  }

  /** The object with the identifier that comes next. */
  ByteReader object(ByteReader identifier) {
    int kind = identifier.u8() >> 4 & 3;
    if (kind != 0) {
      throw format.unsupported("a name of more than %d bytes".formatted(maxDirectSize));
    }
    long offset = identifier.unsigned(offsetBytes);
    long length = identifier.unsigned(lengthBytes);
    var block = blocks.floorEntry(offset);
    if (block == null) {
      throw format.damaged("a name at offset %d of its heap".formatted(offset));
    }
    return block.getValue().slice(offset - block.getKey(), length);
  }
}
