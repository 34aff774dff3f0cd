package org.truncus.image;

import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Tag;

/**
 * Expands a palette that is given in segments (PS3.3 section C.7.9.2): runs of values, straight
 * lines to a value, and repetitions of earlier segments. It can't grow beyond the entries that its
 * descriptor names.
 */
final class SegmentedTable {

  private static final int DISCRETE = 0;
  private static final int LINEAR = 1;
  private static final int INDIRECT = 2;

  /** More than entries can be: segments may be empty. */
  private static final int MOST_SEGMENTS = 1 << 17;

  private final int tag;
  private final byte[] data;
  private final int unit;
  private final int[] entries;
  private int filled;
  private int segments;

  private SegmentedTable(int tag, byte[] data, int unit, int size) {
    this.tag = tag;
    this.data = data;
    this.unit = unit;
    this.entries = new int[size];
  }

  /**
   * The entries of the table, unsigned.
   *
   * @param data little endian
   * @param bits of an entry; up to 8 all fields are bytes, above it words
   * @param size how many entries there are
   */
  static int[] expand(int tag, byte[] data, int bits, int size) {
    SegmentedTable table = new SegmentedTable(tag, data, bits > 8 ? 2 : 1, size);
    int at = 0;
    while (table.filled < size) {
      at = table.segment(at, true);
    }
    return table.entries;
  }

  /** Expands the segment at an offset, in fields; returns the offset of the next. */
  private int segment(int at, boolean mayRepeat) {
    if (++segments > MOST_SEGMENTS) {
      throw broken("more than " + MOST_SEGMENTS + " segments");
    }
    int code = field(at);
    int length = field(at + 1);
    if (code == DISCRETE) {
      for (int i = 0; i < length; i++) {
        add(field(at + 2 + i));
      }
      return at + 2 + length;
    }
    if (code == LINEAR) {
      line(length, field(at + 2));
      return at + 3;
    }
    if (code == INDIRECT && mayRepeat) {
      int fields = 4 / unit;
      repeat(length, pointer(at + 2, fields), at);
      return at + 2 + fields;
    }
    throw broken("a segment of type " + code);
  }

  private void line(int length, int to) {
    if (filled == 0) {
      throw broken("a line without a value to start from");
    }
    double from = entries[filled - 1];
    for (int i = 1; i <= length; i++) {
      add((int) Math.rint(from + (to - from) * i / length)); // halves to even, as pydicom does
    }
  }

  private void repeat(int count, long offset, int before) {
    if (offset % unit != 0 || offset / unit >= before) {
      throw broken("a repetition of what doesn't stand before it");
    }
    int at = (int) (offset / unit);
    for (int i = 0; i < count; i++) {
      at = segment(at, false);
    }
  }

  /** A byte offset of 32 bits: the low word comes first. */
  private long pointer(int at, int fields) {
    long offset = 0;
    for (int i = fields - 1; i >= 0; i--) {
      offset = offset << (8 * unit) | field(at + i);
    }
    return offset;
  }

  private void add(int value) {
    if (filled == entries.length) {
      throw broken("more than the " + entries.length + " entries of its descriptor");
    }
    entries[filled++] = value;
  }

  private int field(int index) {
    int at = index * unit;
    if (at + unit > data.length) {
      throw broken("it ends after " + filled + " of " + entries.length + " entries");
    }
    return unit == 1 ? data[at] & 0xFF : (data[at] & 0xFF) | ((data[at + 1] & 0xFF) << 8);
  }

  private InvalidDicomException broken(String what) {
    return new InvalidDicomException(Tag.describe(tag) + ": a broken segmented palette: " + what);
  }
}
