package org.truncus.gateway.dimse.dcm4che;

import java.io.InputStream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.dcm4che3.net.Commands;
import org.dcm4che3.net.DataWriter;
import org.dcm4che3.net.Dimse;
import org.dcm4che3.net.InputStreamDataWriter;
import org.truncus.dicom.UID;

/** Requests of storage commitment. */
final class Messages {

  private Messages() {}

  /** N-ACTION-RQ (PS3.4 §J.3.2). */
  static Attributes action(int id) {
    Attributes command = request(id, Dimse.N_ACTION_RQ);
    command.setString(Tag.RequestedSOPClassUID, VR.UI, UID.StorageCommitmentPushModel);
    command.setString(Tag.RequestedSOPInstanceUID, VR.UI, UID.StorageCommitmentPushModelInstance);
    command.setInt(Tag.ActionTypeID, VR.US, 1);
    return command;
  }

  /** N-EVENT-REPORT-RQ (PS3.4 §J.3.3). */
  static Attributes event(int id, int type) {
    Attributes command = request(id, Dimse.N_EVENT_REPORT_RQ);
    command.setString(Tag.AffectedSOPClassUID, VR.UI, UID.StorageCommitmentPushModel);
    command.setString(Tag.AffectedSOPInstanceUID, VR.UI, UID.StorageCommitmentPushModelInstance);
    command.setInt(Tag.EventTypeID, VR.US, type);
    return command;
  }

  static DataWriter data(InputStream dataSet) {
    return new InputStreamDataWriter(dataSet);
  }

  private static Attributes request(int id, Dimse dimse) {
    Attributes command = new Attributes();
    command.setInt(Tag.MessageID, VR.US, id);
    command.setInt(Tag.CommandField, VR.US, dimse.commandField());
    command.setInt(Tag.CommandDataSetType, VR.US, Commands.getWithDatasetType());
    return command;
  }
}
