package org.truncus.dicom.jpeg2000;

import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;
import org.truncus.dicom.codec.FrameShape;

/**
 * The SIZ marker segment (T.800 section A.5.1).
 *
 * @param image on the reference grid
 * @param tileX left of the first tile
 * @param tileY top of the first tile
 * @param tileWidth of each tile
 * @param tileHeight of each tile
 * @param precision bits of each component's samples
 * @param signed whether each component's samples are
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record ImageSize(
    Area image,
    int tileX,
    int tileY,
    int tileWidth,
    int tileHeight,
    int[] precision,
    boolean[] signed) {

  private static final int MOST_TILES = 65_535;

  static ImageSize read(FrameBytes in, FrameShape shape) {
    in.u16();
    long[] sizes = new long[8];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = in.u32();
    }
    int components = in.u16();
    shape.require("JPEG 2000", sizes[1] - sizes[3], sizes[0] - sizes[2], components, 1);
    for (long size : sizes) {
      if (size >= 1L << 30) {
        throw Broken.unsupported("a JPEG 2000 reference grid of " + size + " isn't decoded");
      }
    }
    int[] precision = new int[components];
    boolean[] signed = new boolean[components];
    for (int c = 0; c < components; c++) {
      int depth = in.u8();
      precision[c] = (depth & 0x7F) + 1;
      signed[c] = depth >> 7 == 1;
      if (in.u16() != 0x0101) {
        throw Broken.unsupported("JPEG 2000 with subsampled components isn't decoded");
      }
      if (precision[c] > Math.min(shape.bits(), 24)) {
        throw Broken.unsupported("JPEG 2000 samples of " + precision[c] + " bits aren't decoded");
      }
    }
    ImageSize size =
        new ImageSize(
            new Area((int) sizes[2], (int) sizes[3], (int) sizes[0], (int) sizes[1]),
            (int) sizes[6],
            (int) sizes[7],
            (int) sizes[4],
            (int) sizes[5],
            precision,
            signed);
    size.check();
    return size;
  }

  private void check() {
    boolean covers =
        tileX <= image.x0()
            && tileY <= image.y0()
            && tileWidth > 0
            && tileHeight > 0
            && tileX + tileWidth > image.x0()
            && tileY + tileHeight > image.y0();
    if (!covers || (long) across() * down() > MOST_TILES) {
      throw Broken.frame("JPEG 2000 tiles that can't be");
    }
  }

  /** Tiles beside each other. */
  int across() {
    return (image.x1() - tileX + tileWidth - 1) / tileWidth;
  }

  /** Tiles above each other. */
  int down() {
    return (image.y1() - tileY + tileHeight - 1) / tileHeight;
  }

  /** Where a tile is. */
  Area tile(int number) {
    int left = tileX + number % across() * tileWidth;
    int top = tileY + number / across() * tileHeight;
    return new Area(left, top, left + tileWidth, top + tileHeight).with(image);
  }
}
