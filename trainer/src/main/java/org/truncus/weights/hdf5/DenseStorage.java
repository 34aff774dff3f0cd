package org.truncus.weights.hdf5;

import java.util.ArrayList;
import java.util.List;
import org.truncus.weights.bytes.ByteReader;

/**
 * Many links or attributes of an object in the new style: a version 2 B-tree of identifiers, the
 * messages themselves in a fractal heap (specification III.A.2).
 */
final class DenseStorage {

  private static final int LINK_NAMES = 5;
  private static final int LINK_HASH_BYTES = 4;
  private static final int ATTRIBUTE_NAMES = 8;
  private static final int NODE_OVERHEAD = 10;

  private final Format format;
  private final FractalHeap heap;
  private final Format.Visited visited;
  private final List<ByteReader> messages = new ArrayList<>();
  private final List<Long> capacities = new ArrayList<>();
  private int type;
  private int nodeSize;
  private int recordSize;

  private DenseStorage(Format format, long heap) {
    this.format = format;
    this.heap = new FractalHeap(format, heap);
    this.visited = format.visited();
  }

  /** Link messages of a group; none where its links are in its header. */
  static List<ByteReader> ofLinks(Format format, ByteReader info) {
    info.skip(1);
    int flags = info.u8();
    info.skip((flags & 1) != 0 ? 8 : 0);
    return messages(format, info, LINK_NAMES);
  }

  /** Attribute messages of an object; none where its attributes are in its header. */
  static List<ByteReader> ofAttributes(Format format, ByteReader info) {
    info.skip(1);
    int flags = info.u8();
    info.skip((flags & 1) != 0 ? 2 : 0);
    return messages(format, info, ATTRIBUTE_NAMES);
  }

  private static List<ByteReader> messages(Format format, ByteReader info, int type) {
    long heap = format.address(info);
    long tree = format.address(info);
    if (heap == Format.UNDEFINED || tree == Format.UNDEFINED) {
      return List.of();
    }
    DenseStorage storage = new DenseStorage(format, heap);
    storage.tree(tree, type);
    return storage.messages;
  }

  private void tree(long address, int expectedType) {
    ByteReader in = format.at(address);
    in.expect("BTHD");
    in.skip(1);
    type = in.u8();
    nodeSize = (int) Math.min(in.u32(), Integer.MAX_VALUE);
    recordSize = in.u16();
    int depth = in.u16();
    in.skip(2);
    long root = format.address(in);
    int records = in.u16();
    if (type != expectedType || recordSize < 11 || nodeSize < NODE_OVERHEAD + recordSize) {
      throw format.damaged("no tree of names at byte " + address);
    }
    long leaf = ((long) nodeSize - NODE_OVERHEAD) / recordSize;
    capacities.add(leaf);
    for (int level = 1; level <= Math.min(depth, 8); level++) {
      int pointer = format.offsetSize() + bytes(leaf) + (level > 1 ? bytes(capacity(level)) : 0);
      long own = ((long) nodeSize - NODE_OVERHEAD - pointer) / (recordSize + pointer);
      capacities.add(Math.min((own + 1) * capacity(level) + own, Long.MAX_VALUE >> 20));
    }
    if (records > 0) {
      node(root, records, depth);
    }
  }

  /** The most records in one of the subtrees below a node of this level. */
  private long capacity(int level) {
    return capacities.get(level - 1);
  }

  private void node(long address, long records, int depth) {
    visited.add(address);
    if (depth >= capacities.size()) {
      throw format.damaged("a tree of %d levels".formatted(depth));
    }
    ByteReader in = format.at(address);
    in.expect(depth == 0 ? "BTLF" : "BTIN");
    in.skip(1);
    if (in.u8() != type) {
      throw format.damaged("a node of another tree at byte " + address);
    }
    for (long i = 0; i < records; i++) {
      format.count();
      ByteReader record = in.slice(in.position(), recordSize);
      in.skip(recordSize);
      record.skip(type == LINK_NAMES ? LINK_HASH_BYTES : 0);
      messages.add(heap.object(record));
    }
    for (long i = 0; depth > 0 && i <= records; i++) {
      long child = format.address(in);
      long childRecords = in.unsigned(bytes(capacities.get(0)));
      in.skip(depth > 1 ? bytes(capacity(depth)) : 0);
      node(child, childRecords, depth - 1);
    }
  }

  /** How many bytes hold numbers up to this one. */
  static int bytes(long largest) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(largest) + 7) / 8);
  }
}
