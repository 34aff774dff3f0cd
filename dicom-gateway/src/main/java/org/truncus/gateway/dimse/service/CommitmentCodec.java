package org.truncus.gateway.dimse.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.Limits;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.CommitmentItem;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.problem.InvalidInputException;

/** The data sets of storage commitment (PS3.4 tables J.3.2-1 and J.3.3-1). */
public final class CommitmentCodec {

  /** Room for tens of thousands of instances. */
  public static final int MOST_BYTES = 1 << 24;

  private CommitmentCodec() {}

  /** The data set of an N-ACTION. */
  public static InputStream encode(CommitmentRequest request, String syntax) {
    return bytes(
        new DataSet()
            .set(Tag.TransactionUID, request.transactionUID())
            .setItems(
                Tag.ReferencedSOPSequence,
                request.items().stream().map(CommitmentCodec::item).toList()),
        syntax);
  }

  /** The data set of an N-EVENT-REPORT. */
  public static InputStream encode(CommitmentResult result, String syntax) {
    DataSet dataSet = new DataSet().set(Tag.TransactionUID, result.transactionUID());
    if (!result.committed().isEmpty()) {
      dataSet.setItems(
          Tag.ReferencedSOPSequence,
          result.committed().stream().map(CommitmentCodec::item).toList());
    }
    if (!result.failed().isEmpty()) {
      dataSet.setItems(
          Tag.FailedSOPSequence,
          result.failed().stream()
              .map(failed -> item(failed.item()).setInts(Tag.FailureReason, failed.reason()))
              .toList());
    }
    return bytes(dataSet, syntax);
  }

  /**
   * Reads the data set of an N-ACTION.
   *
   * @throws InvalidInputException where it lacks something, or holds what is no UID
   */
  public static CommitmentRequest request(byte[] bytes, String syntax) {
    DataSet dataSet = read(bytes, syntax);
    List<CommitmentItem> items = items(dataSet, Tag.ReferencedSOPSequence);
    if (items.isEmpty()) {
      throw new InvalidInputException("no item in ReferencedSOPSequence");
    }
    return new CommitmentRequest(uid(dataSet, Tag.TransactionUID), items);
  }

  /**
   * Reads the data set of an N-EVENT-REPORT.
   *
   * @throws InvalidInputException where it lacks something, or holds what is no UID
   */
  public static CommitmentResult result(byte[] bytes, String syntax) {
    DataSet dataSet = read(bytes, syntax);
    List<CommitmentResult.Failed> failed = new ArrayList<>();
    for (DataSet entry : dataSet.items(Tag.FailedSOPSequence)) {
      failed.add(
          new CommitmentResult.Failed(
              item(entry),
              entry.integer(Tag.FailureReason).orElse(DimseStatus.PROCESSING_FAILURE)));
    }
    return new CommitmentResult(
        uid(dataSet, Tag.TransactionUID), items(dataSet, Tag.ReferencedSOPSequence), failed);
  }

  private static DataSet read(byte[] bytes, String syntax) {
    try {
      return DicomReader.readDataSet(
          new ByteArrayInputStream(bytes),
          TransferSyntax.of(syntax).orElseThrow(),
          Limits.header());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream bytes(DataSet dataSet, String syntax) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      DicomWriter.writeDataSet(out, dataSet, TransferSyntax.of(syntax).orElseThrow());
      return new ByteArrayInputStream(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<CommitmentItem> items(DataSet dataSet, int sequence) {
    List<CommitmentItem> items = new ArrayList<>();
    for (DataSet entry : dataSet.items(sequence)) {
      items.add(item(entry));
    }
    return items;
  }

  private static CommitmentItem item(DataSet entry) {
    return new CommitmentItem(
        uid(entry, Tag.ReferencedSOPClassUID), uid(entry, Tag.ReferencedSOPInstanceUID));
  }

  private static DataSet item(CommitmentItem item) {
    return new DataSet()
        .set(Tag.ReferencedSOPClassUID, item.sopClassUID())
        .set(Tag.ReferencedSOPInstanceUID, item.sopInstanceUID());
  }

  private static String uid(DataSet dataSet, int tag) {
    String uid = dataSet.string(tag).orElse("");
    if (!UID.isValid(uid)) {
      throw new InvalidInputException("element %08X is no UID".formatted(tag));
    }
    return uid;
  }
}
