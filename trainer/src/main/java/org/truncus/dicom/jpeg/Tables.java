package org.truncus.dicom.jpeg;

import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;

/** The tables that a stream has defined so far, and its restart interval. */
final class Tables {

  private static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  private final HuffmanTable[][] huffman = new HuffmanTable[2][4];
  private final int[][] quantization = new int[4][];
  private int restartInterval;

  /** Where a coefficient of the zigzag order stands in its block. */
  static int natural(int zigzag) {
    return ZIGZAG[zigzag];
  }

  void huffman(FrameBytes in, int end) {
    while (in.position() < end) {
      int kind = in.u8();
      if (kind >> 4 > 1 || (kind & 15) > 3) {
        throw Broken.at(in.position(), "a JPEG Huffman table of an unknown kind");
      }
      huffman[kind >> 4][kind & 15] = HuffmanTable.read(in);
    }
  }

  void quantization(FrameBytes in, int end) {
    while (in.position() < end) {
      int kind = in.u8();
      if (kind >> 4 > 1 || (kind & 15) > 3) {
        throw Broken.at(in.position(), "a JPEG quantization table of an unknown kind");
      }
      int[] table = new int[64];
      for (int i = 0; i < 64; i++) {
        table[natural(i)] = kind >> 4 == 0 ? in.u8() : in.u16();
      }
      quantization[kind & 15] = table;
    }
  }

  void setRestartInterval(int units) {
    restartInterval = units;
  }

  /** Units between two restart markers; 0 for none. */
  int restartInterval() {
    return restartInterval;
  }

  HuffmanTable dc(int number, FrameBytes in) {
    return huffman(0, number, in);
  }

  HuffmanTable ac(int number, FrameBytes in) {
    return huffman(1, number, in);
  }

  private HuffmanTable huffman(int kind, int number, FrameBytes in) {
    if (number > 3 || huffman[kind][number] == null) {
      throw Broken.at(in.position(), "a JPEG scan with Huffman table " + number + " undefined");
    }
    return huffman[kind][number];
  }

  int[] quantization(int number, FrameBytes in) {
    if (quantization[number] == null) {
      throw Broken.at(in.position(), "JPEG quantization table " + number + " is undefined");
    }
    return quantization[number];
  }
}
