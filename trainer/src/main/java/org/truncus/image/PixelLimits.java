package org.truncus.image;

/** Sizes above which nothing is decoded: an image of a few bytes can claim any size. */
final class PixelLimits {

  /** Rows or columns. */
  static final int MAX_SIDE = 20_000;

  /** Bytes of all frames together, uncompressed. */
  static final long MAX_BYTES = 1L << 30;

  /** Bytes of one compressed frame: 256 MiB. */
  static final long MAX_FRAME_BYTES = 1L << 28;

  /** Samples of the one frame that is decoded: 128 million, 512 MiB as float. */
  static final long MAX_SAMPLES = 1L << 27;

  private PixelLimits() {}

  /**
   * Refuses what is too large, or empty.
   *
   * @throws UnsupportedImageException above a limit
   * @throws InvalidImageException where there are no pixels
   */
  static void check(long rows, long columns, int samples) {
    if (rows < 1 || columns < 1) {
      throw new InvalidImageException(
          "an image of " + rows + " rows and " + columns + " columns has no pixels");
    }
    if (rows > MAX_SIDE || columns > MAX_SIDE || rows * columns * samples > MAX_SAMPLES) {
      throw new UnsupportedImageException(
          String.format(
              "%d rows of %d columns with %d samples are more than is decoded: up to %d a side, %d"
                  + " samples in all",
              rows, columns, samples, MAX_SIDE, MAX_SAMPLES));
    }
  }
}
