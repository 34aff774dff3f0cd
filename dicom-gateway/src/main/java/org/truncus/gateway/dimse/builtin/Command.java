package org.truncus.gateway.dimse.builtin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.Limits;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/**
 * A DIMSE command set (PS3.7 §6.3, annex E). Numbers that are absent read as -1, texts as empty.
 *
 * @param elements group 0000, without its group length
 */
record Command(DataSet elements) {

  private static final int NO_DATA_SET = 0x0101;
  private static final int DATA_SET_PRESENT = 0x0000;
  private static final int MEDIUM_PRIORITY = 0;

  /** Implicit little endian, as PS3.7 §6.3.1 wants it. */
  byte[] encode() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      DicomWriter.writeCommand(out, elements);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Command decode(byte[] bytes) throws IOException {
    try {
      DataSet elements =
          DicomReader.readDataSet(
              new ByteArrayInputStream(bytes),
              TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
              Limits.standard());
      return new Command(elements.remove(Tag.CommandGroupLength)).checked();
    } catch (InvalidInputException | UnsupportedInputException e) {
      throw new PduException(
          PduException.INVALID_PARAMETER, "the command set can't be read: " + e.getMessage());
    }
  }

  static Command echoRequest(int messageId) {
    return request(CommandField.C_ECHO_RQ, messageId, UID.Verification, NO_DATA_SET);
  }

  static Command storeRequest(int messageId, String sopClassUID, String sopInstanceUID) {
    Command command = request(CommandField.C_STORE_RQ, messageId, sopClassUID, DATA_SET_PRESENT);
    command
        .elements
        .setInts(Tag.Priority, MEDIUM_PRIORITY)
        .set(Tag.AffectedSOPInstanceUID, sopInstanceUID);
    return command;
  }

  /** Storage commitment is asked of the one instance that the standard names. */
  static Command commitmentRequest(int messageId) {
    DataSet out = new DataSet();
    out.set(Tag.RequestedSOPClassUID, UID.StorageCommitmentPushModel)
        .set(Tag.RequestedSOPInstanceUID, UID.StorageCommitmentPushModelInstance)
        .setInts(Tag.CommandField, CommandField.N_ACTION_RQ)
        .setInts(Tag.MessageID, messageId)
        .setInts(Tag.CommandDataSetType, DATA_SET_PRESENT)
        .setInts(Tag.ActionTypeID, 1);
    return new Command(out);
  }

  static Command commitmentEvent(int messageId, int eventTypeID) {
    Command command =
        request(
            CommandField.N_EVENT_REPORT_RQ,
            messageId,
            UID.StorageCommitmentPushModel,
            DATA_SET_PRESENT);
    command
        .elements
        .set(Tag.AffectedSOPInstanceUID, UID.StorageCommitmentPushModelInstance)
        .setInts(Tag.EventTypeID, eventTypeID);
    return command;
  }

  /** The answer to this request. */
  Command response(StoreResponse answer) {
    DataSet out = new DataSet();
    out.setInts(Tag.CommandField, field() | CommandField.RESPONSE)
        .setInts(Tag.MessageIDBeingRespondedTo, messageId())
        .setInts(Tag.CommandDataSetType, NO_DATA_SET)
        .setInts(Tag.Status, answer.status());
    String sopClass = sopClassUID();
    if (!sopClass.isEmpty()) {
      out.set(Tag.AffectedSOPClassUID, sopClass);
    }
    String instance = sopInstanceUID();
    if (!instance.isEmpty()) {
      out.set(Tag.AffectedSOPInstanceUID, instance);
    }
    for (int type : new int[] {Tag.ActionTypeID, Tag.EventTypeID}) {
      elements.integer(type).ifPresent(value -> out.setInts(type, value));
    }
    if (!answer.errorComment().isEmpty()) {
      out.set(Tag.ErrorComment, answer.errorComment());
    }
    return new Command(out);
  }

  int field() {
    return elements.integer(Tag.CommandField).orElse(-1);
  }

  int messageId() {
    return elements.integer(Tag.MessageID).orElse(-1);
  }

  int respondsTo() {
    return elements.integer(Tag.MessageIDBeingRespondedTo).orElse(-1);
  }

  int status() {
    return elements.integer(Tag.Status).orElse(-1);
  }

  boolean isResponse() {
    return (field() & CommandField.RESPONSE) != 0;
  }

  boolean hasDataSet() {
    return elements.integer(Tag.CommandDataSetType).orElse(-1) != NO_DATA_SET;
  }

  String affectedSOPClassUID() {
    return elements.string(Tag.AffectedSOPClassUID).orElse("");
  }

  String affectedSOPInstanceUID() {
    return elements.string(Tag.AffectedSOPInstanceUID).orElse("");
  }

  /** The class that is affected or, by N-ACTION, requested. */
  String sopClassUID() {
    return elements.string(Tag.RequestedSOPClassUID).orElse(affectedSOPClassUID());
  }

  /** The instance that is affected or, by N-ACTION, requested. */
  String sopInstanceUID() {
    return elements.string(Tag.RequestedSOPInstanceUID).orElse(affectedSOPInstanceUID());
  }

  /** The kind of action or event; -1 where absent. */
  int typeID() {
    return elements
        .integer(field() == CommandField.N_ACTION_RQ ? Tag.ActionTypeID : Tag.EventTypeID)
        .orElse(-1);
  }

  String errorComment() {
    return elements.string(Tag.ErrorComment).orElse("");
  }

  private static Command request(int field, int messageId, String sopClassUID, int dataSetType) {
    return new Command(
        new DataSet()
            .set(Tag.AffectedSOPClassUID, sopClassUID)
            .setInts(Tag.CommandField, field)
            .setInts(Tag.MessageID, messageId)
            .setInts(Tag.CommandDataSetType, dataSetType));
  }

  private Command checked() throws PduException {
    if (field() < 0
        || !elements.contains(Tag.CommandDataSetType)
        || (isResponse() ? respondsTo() : messageId()) < 0) {
      throw new PduException(
          PduException.INVALID_PARAMETER,
          "the command set lacks CommandField, CommandDataSetType or its message id");
    }
    return this;
  }
}
