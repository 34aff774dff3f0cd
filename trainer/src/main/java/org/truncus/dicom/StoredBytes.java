package org.truncus.dicom;

import java.util.Arrays;

/**
 * A value that is read piece by piece and need not be in memory. Numbers are little endian,
 * whatever the file's order is.
 */
public interface StoredBytes {

  /** How many bytes there are, 0 to 2^32-2. */
  long length();

  /**
   * Some of them, not to be changed.
   *
   * @param from the first, counted from 0
   * @param count how many; all of them lie inside of the value
   * @throws InvalidDicomException where the file is no longer what it was when its header was read
   * @throws org.truncus.problem.InvalidInputException where it can't be read
   */
  byte[] read(long from, int count);

  /** A value in memory, which isn't to be changed from here on. */
  static StoredBytes of(byte[] value) {
    return new StoredBytes() {
      @Override
      public long length() {
        return value.length;
      }

      @Override
      public byte[] read(long from, int count) {
        int first = Math.toIntExact(from);
        return first == 0 && count == value.length
            ? value
            : Arrays.copyOfRange(value, first, Math.addExact(first, count));
      }
    };
  }
}
