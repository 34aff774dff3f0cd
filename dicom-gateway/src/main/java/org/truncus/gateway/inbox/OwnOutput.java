package org.truncus.gateway.inbox;

import java.util.Set;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;

/**
 * Recognises objects that this gateway made, so that a destination which forwards everything
 * doesn't feed them back (a loop).
 *
 * @param deviceUid the Device Observer UID of this installation
 */
record OwnOutput(String deviceUid) {

  private static final Set<String> MODALITIES = Set.of("SR", "KO", "OT");

  /** Whether the object is of a kind that is made here, so that the outputs have to be asked. */
  static boolean mayBe(DataSet header) {
    return header.string(Tag.Modality).filter(MODALITIES::contains).isPresent()
        || header
            .string(Tag.SOPClassUID)
            .filter(UID.SecondaryCaptureImageStorage::equals)
            .isPresent();
  }

  /** Whether the author of a report, or the device that made any other object, is this gateway. */
  boolean wrote(DataSet header) {
    return is(header) || header.items(Tag.AuthorObserverSequence).stream().anyMatch(this::is);
  }

  private boolean is(DataSet device) {
    return device.string(Tag.DeviceUID).filter(deviceUid::equals).isPresent();
  }
}
