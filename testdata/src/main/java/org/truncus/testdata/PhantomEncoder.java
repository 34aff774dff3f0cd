package org.truncus.testdata;

import java.io.IOException;
import java.nio.file.Path;

/** Writes one image as a file. Called from several threads at once. */
public interface PhantomEncoder {

  /** Extension of the files with the dot, such as {@code .png}. */
  String extension();

  /** Writes the image to a file, which doesn't exist yet, in a folder which does. */
  void write(PhantomImage image, Path file) throws IOException;

  /** Grey PNG in the MONOCHROME2 sense; 16 bit: samples scaled to 0..65535, else to 0..255. */
  static PhantomEncoder png(boolean sixteenBit) {
    return new PngEncoder(sixteenBit);
  }
}
