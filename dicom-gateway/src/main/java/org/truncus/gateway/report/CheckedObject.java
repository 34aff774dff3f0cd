package org.truncus.gateway.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.Limits;

/** Reads a finished object again, as its receiver will, and refuses it where our check does. */
public final class CheckedObject {

  private static final Logger LOG = LoggerFactory.getLogger(CheckedObject.class);

  private CheckedObject() {}

  /**
   * Checks the bytes that are to be stored and sent.
   *
   * @throws IllegalStateException where {@link ReportCheck} finds something: a fault of ours, which
   *     must not leave the house
   */
  public static void check(byte[] part10) {
    try {
      List<String> violations =
          ReportCheck.violations(
              DicomReader.read(new ByteArrayInputStream(part10), Limits.standard()));
      if (!violations.isEmpty()) {
        LOG.error("an object of ours is wrong and isn't sent: {}", violations);
        throw new IllegalStateException("an object of ours is wrong: " + violations);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
