package org.truncus.gateway.inbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/** Looks at a received file up to its pixel data, and decides whether it can be taken. */
final class HeaderCheck {

  private HeaderCheck() {}

  /**
   * The UIDs of an acceptable file.
   *
   * @param header the data set up to the pixel data
   */
  record Identity(String studyUid, String seriesUid, DataSet header) {

    Optional<Receipt.Held> held() {
      return Optional.of(new Receipt.Held(studyUid, seriesUid));
    }
  }

  /** Whether the command's own UID is one; a path or a row is never made from another. */
  static boolean legal(StoreRequest request) {
    return UID.isValid(request.affectedSOPInstanceUID());
  }

  static Identity check(Path file, StoreRequest request) throws RefusedException, IOException {
    DataSet header;
    try {
      header = DicomReader.readHeader(file).dataSet();
    } catch (InvalidInputException | UnsupportedInputException e) {
      // A disk that fails isn't the sender's fault, and it may send again.
      boolean disk = e.getCause() instanceof IOException;
      throw new RefusedException(disk ? Refusal.STORE_FAILED : Refusal.UNPARSABLE, e);
    }
    String sopClass = header.string(Tag.SOPClassUID).orElse("");
    String sopInstance = header.string(Tag.SOPInstanceUID).orElse("");
    String study = header.string(Tag.StudyInstanceUID).orElse("");
    String series = header.string(Tag.SeriesInstanceUID).orElse("");
    if (!UID.isValid(study) || !UID.isValid(series) || !UID.isValid(sopInstance)) {
      throw new RefusedException(Refusal.ILLEGAL_UID, null);
    }
    if (!sopClass.equals(request.affectedSOPClassUID())
        || !sopInstance.equals(request.affectedSOPInstanceUID())) {
      throw new RefusedException(Refusal.MISMATCH, null);
    }
    return new Identity(study, series, header);
  }
}
