package org.truncus.gateway.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;

/** Documents as the bytes of a file (PS3.10). */
final class Part10 {
  private Part10() {}

  static byte[] bytes(DicomFile file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      DicomWriter.write(out, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes everything
    }
    return out.toByteArray();
  }
}
