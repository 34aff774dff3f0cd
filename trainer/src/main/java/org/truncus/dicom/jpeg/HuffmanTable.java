package org.truncus.dicom.jpeg;

import java.util.Arrays;
import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;

/** A Huffman table (T.81 annex C), looked up by the next 16 bits. */
final class HuffmanTable {

  private static final int LONGEST = 16;
  private static final int QUICK = 9;

  /** For the next 9 bits: length of the code and its value; 0 where it is longer. */
  private final short[] quick = new short[1 << QUICK];

  /** For each length the last code of it, or -1. */
  private final int[] last = new int[LONGEST + 1];

  /** For each length what to add to a code for the position of its value. */
  private final int[] shift = new int[LONGEST + 1];

  private final int[] values;

  private HuffmanTable(int[] counts, int[] values) {
    this.values = values;
    Arrays.fill(last, -1);
    int code = 0;
    int at = 0;
    for (int length = 1; length <= LONGEST; length++) {
      shift[length] = at - code;
      for (int i = 0; i < counts[length]; i++, code++, at++) {
        fill(code, length, values[at]);
      }
      if (counts[length] > 0) {
        last[length] = code - 1;
      }
      code <<= 1;
    }
  }

  private void fill(int code, int length, int value) {
    if (length <= QUICK) {
      int from = code << (QUICK - length);
      Arrays.fill(quick, from, from + (1 << (QUICK - length)), (short) (length << 8 | value));
    }
  }

  static HuffmanTable read(FrameBytes in) {
    int start = in.position();
    int[] counts = new int[LONGEST + 1];
    int total = 0;
    int room = 1;
    for (int length = 1; length <= LONGEST; length++) {
      counts[length] = in.u8();
      total += counts[length];
      room = 2 * room - counts[length];
      if (room < 0) {
        throw Broken.at(start, "a JPEG Huffman table with more codes than there can be");
      }
    }
    if (total > 256) {
      throw Broken.at(start, "a JPEG Huffman table of " + total + " values");
    }
    int[] values = new int[total];
    for (int i = 0; i < total; i++) {
      values[i] = in.u8();
    }
    return new HuffmanTable(counts, values);
  }

  /** The next value. */
  int next(JpegBits bits) {
    int ahead = bits.peek(LONGEST);
    int entry = quick[ahead >> (LONGEST - QUICK)];
    if (entry != 0) {
      bits.skip(entry >> 8);
      return entry & 0xFF;
    }
    for (int length = 1; length <= LONGEST; length++) {
      int code = ahead >> (LONGEST - length);
      if (code <= last[length] && code + shift[length] >= 0 && last[length] >= 0) {
        bits.skip(length);
        return values[code + shift[length]];
      }
    }
    throw bits.broken("JPEG data with a code that no table has");
  }
}
