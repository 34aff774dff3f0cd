package org.truncus.dicom;

/**
 * What becomes of a data set's pixel data when it is read.
 *
 * @param stop whether reading ends before them
 * @param source where they stay; null where they are held in memory
 */
record PixelPlan(boolean stop, FileBytes.Source source) {

  /** They are read into memory. */
  static PixelPlan hold() {
    return new PixelPlan(false, null);
  }

  /** They are never looked at. */
  static PixelPlan before() {
    return new PixelPlan(true, null);
  }

  /** They are passed over and can be read from there later. */
  static PixelPlan leave(FileBytes.Source source) {
    return new PixelPlan(false, source);
  }

  /** Whether the element stays in the file. */
  boolean leaves(int tag, int depth) {
    return source != null
        && depth == 0
        && (tag == Tag.PixelData || tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData);
  }

  /** The same for a data set that is deflated from this offset on; offsets then are its own. */
  PixelPlan inflated(long start, Limits limits) {
    return source == null
        ? this
        : leave(
            offset -> InflatedStream.from(source.from(start), offset, limits.maxInflateRatio()));
  }

  StoredBytes bytes(long offset, long length, int swapped) {
    return new FileBytes(source, offset, length, swapped);
  }
}
