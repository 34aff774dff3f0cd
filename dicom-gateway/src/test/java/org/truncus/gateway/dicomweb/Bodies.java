package org.truncus.gateway.dicomweb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.TransferSyntax;

/** Multipart bodies with instances, for tests. */
public final class Bodies {

  /** The Content-Type of {@link #of}. */
  public static final String TYPE = "multipart/related; type=\"application/dicom\"; boundary=B";

  private Bodies() {}

  /** A Part 10 file. */
  public static byte[] file(DataSet instance) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      DicomWriter.write(out, DicomFile.of(instance, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A body with these parts and boundary {@code B}. */
  public static byte[] of(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(ascii("--B\r\nContent-Type: application/dicom\r\n\r\n"));
      out.writeBytes(part);
      out.writeBytes(ascii("\r\n"));
    }
    out.writeBytes(ascii("--B--\r\n"));
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
