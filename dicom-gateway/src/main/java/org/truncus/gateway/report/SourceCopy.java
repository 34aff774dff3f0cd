package org.truncus.gateway.report;

import java.nio.charset.StandardCharsets;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * How attributes of the source get into an object of ours: byte for byte under the source's
 * character set, which holds our own text as long as that is ASCII; else translated to UTF-8.
 *
 * @param source the source
 * @param translate whether to translate
 */
record SourceCopy(DataSet source, boolean translate) {

  static SourceCopy of(StudyResult result) {
    return of(
        result.source(),
        ReportComment.of(result)
            + result.labels()
            + result.model()
            + result.device()
            + result.reason());
  }

  /** For an object which holds, beside what is copied, this text of ours. */
  static SourceCopy of(DataSet source, String own) {
    return new SourceCopy(source, !StandardCharsets.US_ASCII.newEncoder().canEncode(own));
  }

  void characterSet(DataSet report) {
    if (translate) {
      report.set(Tag.SpecificCharacterSet, "ISO_IR 192");
    } else {
      report.copyFrom(source, Tag.SpecificCharacterSet);
    }
  }

  /**
   * Copies an element of the source, or of one of its items; nothing happens where it isn't there.
   */
  void element(DataSet to, DataSet from, int tag) {
    if (translate) {
      to.translate(from, tag);
    } else {
      to.copyFrom(from, tag);
    }
  }
}
