package org.truncus.image;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The frame header of a JPEG stream (ITU-T T.81 section B.2.2).
 *
 * @param process the SOF marker: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, 0xC3 lossless…
 * @param precision bits of a sample
 * @param height rows
 * @param width columns
 * @param components 1 grey, 3 colour, 4 CMYK or YCCK
 */
record JpegHeader(int process, int precision, int height, int width, int components) {

  /**
   * Reads up to the frame header.
   *
   * @throws InvalidImageException where the stream isn't JPEG or ends before it
   */
  static JpegHeader read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    try {
      if (data.readUnsignedShort() != 0xFFD8) {
        throw new InvalidImageException("not a JPEG stream: it doesn't begin with FFD8");
      }
      while (true) {
        int marker = nextMarker(data);
        boolean frame = marker >= 0xC0 && marker <= 0xCF;
        if (frame && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
          data.readUnsignedShort();
          int precision = data.readUnsignedByte();
          int height = data.readUnsignedShort();
          int width = data.readUnsignedShort();
          return new JpegHeader(marker, precision, height, width, data.readUnsignedByte());
        }
        if (marker == 0xDA || marker == 0xD9) {
          throw new InvalidImageException("a JPEG stream without a frame header");
        }
        data.skipNBytes(Math.max(0, data.readUnsignedShort() - 2));
      }
    } catch (EOFException e) {
      throw new InvalidImageException("the JPEG stream ends inside of its header", e);
    }
  }

  private static int nextMarker(DataInputStream data) throws IOException {
    int b = data.readUnsignedByte();
    while (b != 0xFF) {
      b = data.readUnsignedByte();
    }
    while (b == 0xFF) {
      b = data.readUnsignedByte();
    }
    return b;
  }
}
