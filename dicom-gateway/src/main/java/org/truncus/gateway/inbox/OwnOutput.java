package org.truncus.gateway.inbox;

import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * Recognises reports that this gateway wrote, so that a destination which forwards everything
 * doesn't feed them back (a loop).
 *
 * @param deviceUid the Device Observer UID of this installation
 */
record OwnOutput(String deviceUid) {

  /** Whether the object is a structured report at all. */
  static boolean isReport(DataSet header) {
    return header.string(Tag.Modality).filter("SR"::equals).isPresent();
  }

  /** Whether the author of the object is this gateway. */
  boolean wrote(DataSet header) {
    return header.items(Tag.AuthorObserverSequence).stream()
        .anyMatch(author -> author.string(Tag.DeviceUID).filter(deviceUid::equals).isPresent());
  }
}
