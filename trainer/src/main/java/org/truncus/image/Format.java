package org.truncus.image;

import java.util.HexFormat;

/** File formats by their first bytes; a name says nothing. */
enum Format {
  PNG("png", "89504E47"),
  JPEG("jpeg", "FFD8FF"),
  BMP("bmp", "424D"),
  TIFF_LITTLE_ENDIAN("tiff", "49492A00"),
  TIFF_BIG_ENDIAN("tiff", "4D4D002A"),
  GIF("", "47494638"),
  WEBP("", "52494646"),
  JPEG_2000("", "0000000C6A50"),
  ZIP("", "504B0304"),
  GZIP("", "1F8B"),
  /** None of the above: DICOM, or no image at all. */
  OTHER("", "");

  private final String codec;
  private final String magic;

  Format(String codec, String magic) {
    this.codec = codec;
    this.magic = magic;
  }

  /** The JDK's name of the codec, empty where the format isn't decoded here. */
  String codec() {
    return codec;
  }

  /** The format of a file that begins so. */
  static Format of(byte[] start) {
    for (Format format : values()) {
      if (format.begins(start)) {
        return format;
      }
    }
    return OTHER;
  }

  private boolean begins(byte[] start) {
    return HexFormat.of().withUpperCase().formatHex(start).startsWith(magic);
  }
}
