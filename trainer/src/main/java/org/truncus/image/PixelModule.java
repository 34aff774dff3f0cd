package org.truncus.image;

import java.util.Locale;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Tag;

/**
 * The Image Pixel module (PS3.3 section C.7.6.3), checked.
 *
 * @param rows 1 to 20,000
 * @param columns 1 to 20,000
 * @param samples per pixel, 1 or 3
 * @param photometric PhotometricInterpretation
 * @param planar whether samples of one colour stand together
 * @param bitsAllocated 1, 8, 16 or 32
 * @param bitsStored 1 to bitsAllocated
 * @param highBit the highest of the stored bits
 * @param signed whether stored values are two's complement
 * @param frames 1 or more
 */
record PixelModule(
    int rows,
    int columns,
    int samples,
    String photometric,
    boolean planar,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed,
    int frames) {

  /**
   * Reads and checks the module.
   *
   * @throws InvalidDicomException where an attribute is missing or contradicts another
   * @throws UnsupportedImageException for sizes and depths that aren't decoded
   */
  static PixelModule of(DataSet dataSet) {
    int allocated = required(dataSet, Tag.BitsAllocated);
    int stored = dataSet.integer(Tag.BitsStored).orElse(allocated);
    PixelModule module =
        new PixelModule(
            required(dataSet, Tag.Rows),
            required(dataSet, Tag.Columns),
            dataSet.integer(Tag.SamplesPerPixel).orElse(1),
            photometric(dataSet),
            dataSet.integer(Tag.PlanarConfiguration).orElse(0) == 1,
            allocated,
            stored,
            dataSet.integer(Tag.HighBit).orElse(stored - 1),
            dataSet.integer(Tag.PixelRepresentation).orElse(0) == 1,
            dataSet.integer(Tag.NumberOfFrames).orElse(1));
    module.check();
    return module;
  }

  /** Pixels of one frame. */
  int pixels() {
    return rows * columns;
  }

  /** Whether two pixels share their colour (PS3.3 section C.7.6.3.1.2, YBR_FULL_422). */
  boolean isSubsampled() {
    return photometric.equals("YBR_FULL_422") || photometric.equals("YBR_PARTIAL_422");
  }

  /** Bits of one uncompressed frame. */
  long frameBits() {
    int perPixel = isSubsampled() ? 2 : samples;
    return (long) rows * columns * perPixel * bitsAllocated;
  }

  /** Bytes of all frames uncompressed, without padding. */
  long totalBytes() {
    return (frameBits() * frames + 7) / 8;
  }

  /** Whether the value is an index or grey level rather than a colour. */
  boolean isGrey() {
    return photometric.startsWith("MONOCHROME");
  }

  private void check() {
    PixelLimits.check(rows, columns, samples);
    if (frames < 1) {
      throw invalid(Tag.NumberOfFrames, frames + " frames");
    }
    if (samples != 1 && samples != 3) {
      throw new UnsupportedImageException(
          Tag.describe(Tag.SamplesPerPixel) + ": " + samples + "; 1 and 3 are decoded");
    }
    boolean depth =
        bitsAllocated == 1 || bitsAllocated == 8 || bitsAllocated == 16 || bitsAllocated == 32;
    if (!depth) {
      throw new UnsupportedImageException(
          Tag.describe(Tag.BitsAllocated) + ": " + bitsAllocated + "; 1, 8, 16, 32 are decoded");
    }
    if (bitsStored < 1 || bitsStored > bitsAllocated) {
      throw invalid(Tag.BitsStored, bitsStored + " of " + bitsAllocated + " bits allocated");
    }
    if (highBit < bitsStored - 1 || highBit >= bitsAllocated) {
      throw invalid(Tag.HighBit, highBit + " for " + bitsStored + " of " + bitsAllocated + " bits");
    }
    if (totalBytes() > PixelLimits.MAX_BYTES) {
      throw new UnsupportedImageException(
          Tag.describe(Tag.PixelData) + ": " + totalBytes() + " bytes are more than 1 GiB");
    }
  }

  private static String photometric(DataSet dataSet) {
    return dataSet
        .string(Tag.PhotometricInterpretation)
        .map(text -> text.toUpperCase(Locale.ROOT))
        .orElseThrow(() -> missing(Tag.PhotometricInterpretation));
  }

  private static int required(DataSet dataSet, int tag) {
    return dataSet.integer(tag).orElseThrow(() -> missing(tag));
  }

  private static InvalidDicomException missing(int tag) {
    return new InvalidDicomException(
        Tag.describe(tag) + " is missing; an image can't be decoded without it");
  }

  private static InvalidDicomException invalid(int tag, String what) {
    return new InvalidDicomException(Tag.describe(tag) + ": " + what + " can't be");
  }
}
