package org.truncus.image;

import org.truncus.dicom.DataSet;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Tag;

/**
 * A LUT of PS3.3 section C.11.1.1 or C.7.6.3.1.5.
 *
 * @param first the input that maps to the first entry; below it the first, above the last holds
 * @param bits of an entry, 8 to 16
 * @param entries outputs, unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // a table; never compared
record LookupTable(int first, int bits, int[] entries) {

  /** The table of an item of a modality or VOI LUT sequence. */
  static LookupTable of(DataSet item) {
    return of(item, Tag.LUTDescriptor, Tag.LUTData);
  }

  /** The table of a palette's descriptor, and its data or, where these are missing, segments. */
  static LookupTable of(DataSet dataSet, int descriptorTag, int dataTag, int segmentsTag) {
    if (dataSet.contains(dataTag) || !dataSet.contains(segmentsTag)) {
      return of(dataSet, descriptorTag, dataTag);
    }
    int[] descriptor = descriptor(dataSet, descriptorTag);
    int[] entries =
        SegmentedTable.expand(
            segmentsTag, dataSet.bytes(segmentsTag), descriptor[2], size(descriptor));
    return new LookupTable(descriptor[1], descriptor[2], entries);
  }

  /** The table of a descriptor and its data. */
  static LookupTable of(DataSet dataSet, int descriptorTag, int dataTag) {
    int[] descriptor = descriptor(dataSet, descriptorTag);
    int size = size(descriptor);
    int bits = descriptor[2];
    byte[] data = dataSet.bytes(dataTag);
    boolean words = data.length >= 2 * size;
    if (data.length < size) {
      throw new InvalidDicomException(
          Tag.describe(dataTag) + ": " + data.length + " bytes for " + size + " entries");
    }
    int[] entries = new int[size];
    for (int i = 0; i < size; i++) {
      entries[i] = words ? (data[2 * i] & 0xFF) | ((data[2 * i + 1] & 0xFF) << 8) : data[i] & 0xFF;
    }
    return new LookupTable(descriptor[1], bits, entries);
  }

  private static int size(int[] descriptor) {
    return descriptor[0] == 0 ? 1 << 16 : descriptor[0] & 0xFFFF;
  }

  private static int[] descriptor(DataSet dataSet, int descriptorTag) {
    int[] descriptor = dataSet.integers(descriptorTag);
    if (descriptor.length != 3) {
      throw new InvalidDicomException(
          Tag.describe(descriptorTag) + ": " + descriptor.length + " values; expected 3");
    }
    int bits = descriptor[2];
    if (bits < 1 || bits > 16) {
      throw new InvalidDicomException(
          Tag.describe(descriptorTag) + ": entries of " + bits + " bits; expected 8 to 16");
    }
    return descriptor;
  }

  /** The output for an input. */
  int map(double input) {
    long index = Math.round(input) - first;
    return entries[(int) Math.max(0, Math.min(entries.length - 1, index))];
  }

  /** The largest output that the bits can hold. */
  int max() {
    return (1 << bits) - 1;
  }
}
