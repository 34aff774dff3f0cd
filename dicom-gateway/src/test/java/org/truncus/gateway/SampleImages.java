package org.truncus.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.dicom.VR;

/** Small chest radiographs (CR, 16 bit) whose brightness is chosen, for tests. */
public final class SampleImages {

  public static final int SIDE = 64;

  private SampleImages() {}

  /** UIDs of the {@code n}th study. */
  public static String studyUid(int n) {
    return UID.nameBased("sample study " + n);
  }

  /** UID of an instance. */
  public static String instanceUid(int study, int instance) {
    return UID.nameBased("sample study " + study + " instance " + instance);
  }

  /**
   * An image.
   *
   * @param brightness mean of the pixels in [0,1]
   */
  public static DataSet image(int study, int instance, double brightness) {
    Random random = new Random(study * 1000L + instance);
    byte[] pixels = new byte[SIDE * SIDE * 2];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int value = (int) Math.round(brightness * 4000) + random.nextInt(64);
      pixels[2 * i] = (byte) value;
      pixels[2 * i + 1] = (byte) (value >> 8);
    }
    return facts(study, instance)
        .setInts(Tag.SamplesPerPixel, 1)
        .set(Tag.PhotometricInterpretation, "MONOCHROME2")
        .setInts(Tag.Rows, SIDE)
        .setInts(Tag.Columns, SIDE)
        .setInts(Tag.BitsAllocated, 16)
        .setInts(Tag.BitsStored, 12)
        .setInts(Tag.HighBit, 11)
        .setInts(Tag.PixelRepresentation, 0)
        .setDecimals(Tag.WindowCenter, 2048)
        .setDecimals(Tag.WindowWidth, 4096)
        .setBytes(Tag.PixelData, VR.OW, pixels);
  }

  private static DataSet facts(int study, int instance) {
    return new DataSet()
        .set(Tag.SpecificCharacterSet, "ISO_IR 192")
        .set(Tag.ImageType, "ORIGINAL", "PRIMARY")
        .set(Tag.SOPClassUID, UID.ComputedRadiographyImageStorage)
        .set(Tag.SOPInstanceUID, instanceUid(study, instance))
        .set(Tag.StudyDate, "20261123")
        .set(Tag.StudyTime, "101500")
        .set(Tag.AccessionNumber, "ZQXACC" + study)
        .set(Tag.Modality, "CR")
        .set(Tag.ReferringPhysicianName, "Canary^ZQXREF")
        .set(Tag.StudyDescription, "ZQXDESC chest")
        .set(Tag.PatientName, "Canary^ZQXNAME")
        .set(Tag.PatientID, "ZQXID" + study)
        .set(Tag.PatientBirthDate, "19600101")
        .set(Tag.PatientSex, "O")
        .set(Tag.BodyPartExamined, "CHEST")
        .set(Tag.ViewPosition, "PA")
        .set(Tag.StudyInstanceUID, studyUid(study))
        .set(Tag.SeriesInstanceUID, UID.nameBased("sample study " + study + " series"))
        .set(Tag.StudyID, "1")
        .set(Tag.SeriesNumber, "1")
        .set(Tag.InstanceNumber, String.valueOf(instance));
  }

  /** The data set as it travels in a C-STORE, explicit little endian. */
  public static byte[] encoded(DataSet image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      DicomWriter.writeDataSet(out, image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes a Part 10 file. */
  public static Path write(Path file, DataSet image) {
    try {
      DicomWriter.write(file, DicomFile.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
