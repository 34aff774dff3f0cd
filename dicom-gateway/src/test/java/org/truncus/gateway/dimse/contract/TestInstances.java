package org.truncus.gateway.dimse.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.dicom.VR;

/** Small secondary captures with random pixels. */
public final class TestInstances {

  public static final String SOP_CLASS = UID.SecondaryCaptureImageStorage;

  private TestInstances() {}

  public static String uid(int number) {
    return UID.nameBased("dimse test instance " + number);
  }

  /** A square 16-bit image; its size in bytes is about {@code 2 * side * side}. */
  public static DataSet dataSet(int number, int side) {
    byte[] pixels = new byte[2 * side * side];
    new Random(number).nextBytes(pixels);
    return new DataSet()
        .set(Tag.SOPClassUID, SOP_CLASS)
        .set(Tag.SOPInstanceUID, uid(number))
        .set(Tag.StudyInstanceUID, UID.nameBased("dimse test study"))
        .set(Tag.SeriesInstanceUID, UID.nameBased("dimse test series"))
        .set(Tag.StudyDate, "20260101")
        .set(Tag.StudyTime, "120000")
        .set(Tag.PatientName, "TEST^LOOPBACK")
        .set(Tag.PatientID, "TEST" + number)
        .set(Tag.PatientBirthDate, "19700101")
        .set(Tag.PatientSex, "O")
        .set(Tag.StudyID, "1")
        .set(Tag.Modality, "OT")
        .set(Tag.ConversionType, "WSD")
        .setInts(Tag.SeriesNumber, 1)
        .setInts(Tag.InstanceNumber, number)
        .setInts(Tag.SamplesPerPixel, 1)
        .set(Tag.PhotometricInterpretation, "MONOCHROME2")
        .setInts(Tag.Rows, side)
        .setInts(Tag.Columns, side)
        .setInts(Tag.BitsAllocated, 16)
        .setInts(Tag.BitsStored, 16)
        .setInts(Tag.HighBit, 15)
        .setInts(Tag.PixelRepresentation, 0)
        .setBytes(Tag.PixelData, VR.OW, pixels);
  }

  public static byte[] bytes(DataSet dataSet, TransferSyntax syntax) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      DicomWriter.writeDataSet(out, dataSet, syntax);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path file(Path folder, int number, int side) {
    return file(folder, number, side, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  public static Path file(Path folder, int number, int side, TransferSyntax syntax) {
    try {
      Path file = folder.resolve("instance-" + number + ".dcm");
      DicomWriter.write(file, DicomFile.of(dataSet(number, side), syntax));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file whose meta information names any syntax and class, before arbitrary bytes. */
  public static Path foreign(
      Path folder, int number, String sopClass, String syntax, byte[] dataSet) {
    Path file = folder.resolve("foreign-" + number + ".dcm");
    try (OutputStream out = Files.newOutputStream(file)) {
      DicomWriter.writeMeta(out, sopClass, uid(number), TransferSyntax.of(syntax).orElseThrow());
      out.write(dataSet);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
