package org.truncus.dicom;

/** Tells from the first bytes whether a file is DICOM, and how it is encoded without saying so. */
final class Sniffer {

  private static final int PREAMBLE = 128;

  private Sniffer() {}

  /**
   * Where the meta information, or the data set of a file without it, begins.
   *
   * @throws InvalidDicomException where the bytes aren't DICOM
   */
  static int metaOffset(byte[] start) {
    if (isMagic(start, PREAMBLE)) {
      return PREAMBLE + 4;
    }
    if (isMagic(start, 0)) {
      return 4;
    }
    if (start.length == 0) {
      throw new InvalidDicomException("the file is empty; expected a DICOM file");
    }
    guess(start, 0);
    return 0;
  }

  /** Whether a file that begins so is a Part 10 file. */
  static boolean isPart10(byte[] start) {
    return isMagic(start, PREAMBLE);
  }

  /**
   * The encoding of a data set that doesn't name its own: its first element is of a low group, and
   * either has a VR or a small even length.
   */
  static TransferSyntax guess(byte[] start, long offset) {
    if (start.length >= 8) {
      boolean vr = VR.of(start[4], start[5]) != null;
      int group = (start[0] & 0xFF) | ((start[1] & 0xFF) << 8);
      int swapped = ((start[0] & 0xFF) << 8) | (start[1] & 0xFF);
      if (vr && isFirstGroup(group)) {
        return TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
      }
      if (vr && isFirstGroup(swapped)) {
        return TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
      }
      if (isFirstGroup(group) && start[6] == 0 && start[7] == 0 && start[4] % 2 == 0) {
        return TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
      }
    }
    String found = isText(start) ? "it begins with text" : "its first bytes are no DICOM element";
    throw new InvalidDicomException(
        offset == 0
            ? "not a DICOM file: there is no DICM at offset 128, and " + found
            : "no data set at offset " + offset + ": the bytes there are no DICOM element");
  }

  private static boolean isFirstGroup(int group) {
    return group == 0x0002 || group == 0x0008 || group == 0x0004;
  }

  private static boolean isMagic(byte[] start, int offset) {
    return start.length >= offset + 4
        && start[offset] == 'D'
        && start[offset + 1] == 'I'
        && start[offset + 2] == 'C'
        && start[offset + 3] == 'M';
  }

  private static boolean isText(byte[] start) {
    for (byte b : start) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
