package org.truncus.dicom.codec;

import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UnsupportedDicomException;

/** How frames are refused: always with the element, where it can be told with the offset. */
public final class Broken {

  private Broken() {}

  /** A frame that breaks the rules of its codec. */
  public static InvalidDicomException frame(String what) {
    return new InvalidDicomException(Tag.describe(Tag.PixelData) + ": " + what);
  }

  /** The same at a byte of the frame. */
  public static InvalidDicomException at(int offset, String what) {
    return new InvalidDicomException(
        Tag.describe(Tag.PixelData) + " at offset " + offset + " of the frame: " + what);
  }

  /** A frame that may be right but isn't decoded. */
  public static UnsupportedDicomException unsupported(String what) {
    return new UnsupportedDicomException(Tag.describe(Tag.PixelData) + ": " + what);
  }
}
