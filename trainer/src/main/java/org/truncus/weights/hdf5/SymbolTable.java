package org.truncus.weights.hdf5;

import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.weights.bytes.ByteReader;

/**
 * The links of a group in the old style: a B-tree of symbol table nodes and a heap of names
 * (specification III.A.1, III.B to III.D).
 */
final class SymbolTable {

  private static final int SOFT_LINK = 2;
  private static final int SCRATCH_BYTES = 16;

  private final Format format;
  private final Format.Visited visited;
  private final ByteReader names;
  private final Map<String, Long> links = new LinkedHashMap<>();

  private SymbolTable(Format format, ByteReader names) {
    this.format = format;
    this.names = names;
    this.visited = format.visited();
  }

  /** From names to the addresses of objects; soft links are left out. */
  static Map<String, Long> links(Format format, ByteReader message) {
    long tree = format.address(message);
    ByteReader heap = format.at(format.address(message));
    heap.expect("HEAP");
    heap.skip(4);
    long size = format.length(heap);
    heap.skip(format.lengthSize());
    SymbolTable table = new SymbolTable(format, format.slice(format.address(heap), size));
    table.tree(tree, Integer.MAX_VALUE);
    return table.links;
  }

  private void tree(long address, int above) {
    visited.add(address);
    ByteReader in = format.at(address);
    in.expect("TREE");
    int type = in.u8();
    int level = in.u8();
    int entries = in.u16();
    if (type != 0 || level >= above) {
      throw format.damaged("no tree of groups at byte " + address);
    }
    in.skip(2L * format.offsetSize());
    for (int i = 0; i < entries; i++) {
      in.skip(format.lengthSize()); // the key
      long child = format.address(in);
      if (level > 0) {
        tree(child, level);
      } else {
        node(child);
      }
    }
  }

  private void node(long address) {
    visited.add(address);
    ByteReader in = format.at(address);
    in.expect("SNOD");
    in.skip(2);
    int symbols = in.u16();
    for (int i = 0; i < symbols; i++) {
      format.count();
      long name = format.address(in);
      long object = format.address(in);
      long cache = in.u32();
      in.skip(4L + SCRATCH_BYTES);
      if (cache != SOFT_LINK) {
        links.put(names.at(name).textUntil(0), object);
      }
    }
  }
}
