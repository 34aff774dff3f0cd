package org.truncus.dicom.codec;

/**
 * The shape that the data set promises for a frame. Checked against a limit before it gets here, so
 * that a decoder which holds its stream to it can't be made to take more memory.
 *
 * @param rows at least 1
 * @param columns at least 1
 * @param samples per pixel, 1 or 3
 * @param bits that a stored sample can hold: BitsAllocated
 */
public record FrameShape(int rows, int columns, int samples, int bits) {

  /** Pixels of the frame. */
  public int pixels() {
    return rows * columns;
  }

  /**
   * Refuses a stream of another shape.
   *
   * @throws org.truncus.dicom.InvalidDicomException where sides or samples differ, or the stream's
   *     samples don't fit into those of the data set
   */
  public void require(String codec, long height, long width, int components, int precision) {
    if (height != rows || width != columns || components != samples) {
      throw Broken.frame(
          String.format(
              "the %s frame is %d x %d x %d, the data set says %d x %d x %d",
              codec, height, width, components, rows, columns, samples));
    }
    if (precision > bits) {
      throw Broken.frame(
          String.format(
              "the %s frame has samples of %d bits, the data set allocates %d",
              codec, precision, bits));
    }
  }
}
