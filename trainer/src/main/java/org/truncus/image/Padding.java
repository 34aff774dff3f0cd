package org.truncus.image;

import java.util.Optional;
import java.util.OptionalInt;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * Stored values that are no image: PixelPaddingValue to PixelPaddingRangeLimit (PS3.3 section
 * C.7.5.1.1.2).
 *
 * @param low smallest padding value
 * @param high largest padding value
 */
record Padding(long low, long high) {

  /** The padding of a data set; empty where it names none. */
  static Optional<Padding> of(DataSet dataSet, PixelModule module) {
    OptionalInt value = dataSet.integer(Tag.PixelPaddingValue);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    long first = stored(value.getAsInt(), module);
    OptionalInt limit = dataSet.integer(Tag.PixelPaddingRangeLimit);
    long last = limit.isPresent() ? stored(limit.getAsInt(), module) : first;
    return Optional.of(new Padding(Math.min(first, last), Math.max(first, last)));
  }

  boolean contains(long value) {
    return value >= low && value <= high;
  }

  /** The attribute is US in many files whose pixels are signed, and the other way round. */
  private static long stored(int value, PixelModule module) {
    int shift = 64 - Math.min(16, module.bitsAllocated());
    long bits = (long) value << shift;
    return module.signed() ? bits >> shift : bits >>> shift;
  }
}
