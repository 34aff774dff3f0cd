package org.truncus.dicom;

/**
 * A Part 10 file in memory.
 *
 * @param meta file meta information, group 0002; empty where the file has none
 * @param dataSet the data set
 * @param transferSyntax how the data set was encoded, or is to be
 */
public record DicomFile(DataSet meta, DataSet dataSet, TransferSyntax transferSyntax) {

  /** A file for a data set that was made here: the writer derives its meta information. */
  public static DicomFile of(DataSet dataSet, TransferSyntax transferSyntax) {
    return new DicomFile(new DataSet(), dataSet, transferSyntax);
  }
}
