package org.truncus.gateway.dicomweb;

import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.inbox.Inbox;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.StudyTable;

/**
 * The DICOMweb services of a gateway.
 *
 * @param store takes instances
 * @param archive gives them back
 * @param search finds them
 */
public record DicomWeb(StowReceiver store, Archive archive, StudySearch search) {

  /** Over the parts of a gateway; what is taken is what {@code rules} of the DICOM port say. */
  public static DicomWeb of(
      Inbox inbox, ListenOptions rules, Database database, DataFolder folder, StudyTable studies) {
    return new DicomWeb(
        new StowReceiver(inbox, rules),
        new Archive(database, folder),
        new StudySearch(database, folder, studies));
  }
}
