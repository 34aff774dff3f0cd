package org.truncus.dicom.jpeg;

import java.util.Arrays;

/** The coefficients of one component, block after block, with their quantization undone. */
final class BlockReader {

  private final HuffmanTable dc;
  private final HuffmanTable ac;
  private final int[] quantization;
  private final JpegBits bits;
  private final int[] block = new int[64];
  private int mean;

  BlockReader(HuffmanTable dc, HuffmanTable ac, int[] quantization, JpegBits bits) {
    this.dc = dc;
    this.ac = ac;
    this.quantization = quantization;
    this.bits = bits;
  }

  /** Forgets the mean of the block before. */
  void restart() {
    mean = 0;
  }

  /** The next block, row by row; overwritten by the one after. */
  int[] next() {
    Arrays.fill(block, 0);
    int category = dc.next(bits);
    if (category > 16) {
      throw bits.broken("a JPEG mean of " + category + " bits");
    }
    mean += bits.extended(category);
    block[0] = mean * quantization[0];
    int at = 1;
    while (at < 64) {
      int symbol = ac.next(bits);
      int size = symbol & 15;
      at += symbol >> 4;
      if (size == 0 && symbol >> 4 != 15) {
        break;
      }
      if (size > 0) {
        if (at > 63) {
          throw bits.broken("a JPEG block with more than 64 coefficients");
        }
        int natural = Tables.natural(at);
        block[natural] = bits.extended(size) * quantization[natural];
      }
      at++;
    }
    return block;
  }
}
