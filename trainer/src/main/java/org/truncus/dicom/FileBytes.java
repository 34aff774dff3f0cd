package org.truncus.dicom;

import java.io.IOException;
import java.io.InputStream;
import org.truncus.problem.InvalidInputException;

/**
 * A value that stayed in its file.
 *
 * @param source opens the data set
 * @param offset of the value's first byte, as the source counts
 * @param length in bytes
 * @param swapped bytes of the numbers that stand big endian, else 1
 */
record FileBytes(Source source, long offset, long length, int swapped) implements StoredBytes {

  /** Where values are read from. */
  @FunctionalInterface
  interface Source {
    /** The bytes from an offset on; the caller closes them. */
    InputStream from(long offset) throws IOException;
  }

  @Override
  public byte[] read(long from, int count) {
    if (from < 0 || count < 0 || from > length - count) {
      throw new IllegalArgumentException(count + " bytes from " + from + " of " + length);
    }
    int before = (int) (from % swapped);
    int after =
        (int) Math.min(length - from - count, (swapped - (from + count) % swapped) % swapped);
    byte[] bytes = new byte[before + count + after];
    try (InputStream in = source.from(offset + from - before)) {
      if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
        throw new InvalidDicomException(
            "the file is shorter than when its header was read; fetch it again");
      }
    } catch (IOException e) {
      throw new InvalidInputException("the pixel data can't be read: " + e.getMessage(), e);
    }
    DataSetParser.swap(bytes, swapped);
    return before + after == 0
        ? bytes
        : java.util.Arrays.copyOfRange(bytes, before, before + count);
  }
}
