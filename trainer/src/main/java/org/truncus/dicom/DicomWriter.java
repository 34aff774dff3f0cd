package org.truncus.dicom;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes DICOM files and data sets (PS3.10 section 7, PS3.5 section 7). */
public final class DicomWriter {

  /** Implementation Version Name of the files written here. */
  public static final String IMPLEMENTATION_VERSION_NAME = "TRUNCUS_0_1";

  private DicomWriter() {}

  /** A Part 10 file; an existing file is replaced. Durability and atomicity are the caller's. */
  public static void write(Path file, DicomFile dicom) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      write(out, dicom);
    }
  }

  /** A Part 10 file; the stream stays open. Its meta information is derived from the data set. */
  public static void write(OutputStream out, DicomFile dicom) throws IOException {
    writeMeta(
        out,
        uid(dicom, Tag.SOPClassUID, Tag.MediaStorageSOPClassUID),
        uid(dicom, Tag.SOPInstanceUID, Tag.MediaStorageSOPInstanceUID),
        dicom.transferSyntax());
    writeDataSet(out, dicom.dataSet(), dicom.transferSyntax());
  }

  /** Preamble, prefix and file meta information: what stands before a received data set. */
  public static void writeMeta(
      OutputStream out, String sopClassUID, String sopInstanceUID, TransferSyntax syntax)
      throws IOException {
    DataSet meta =
        new DataSet()
            .setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1})
            .set(Tag.MediaStorageSOPClassUID, sopClassUID)
            .set(Tag.MediaStorageSOPInstanceUID, sopInstanceUID)
            .set(Tag.TransferSyntaxUID, syntax.uid())
            .set(Tag.ImplementationClassUID, UID.TruncusImplementationClass)
            .set(Tag.ImplementationVersionName, IMPLEMENTATION_VERSION_NAME);
    out.write(new byte[128]);
    out.write("DICM".getBytes(StandardCharsets.US_ASCII));
    writeGroup(out, meta, Tag.FileMetaInformationGroupLength, new DicomOutput(true, false));
  }

  /** A DIMSE command set: implicit little endian behind its group length (PS3.7 section 6.3.1). */
  public static void writeCommand(OutputStream out, DataSet command) throws IOException {
    writeGroup(out, command, Tag.CommandGroupLength, new DicomOutput(false, false));
  }

  /** A data set without anything before it; group lengths are left out. The stream stays open. */
  public static void writeDataSet(OutputStream out, DataSet dataSet, TransferSyntax syntax)
      throws IOException {
    boolean fragments =
        dataSet
            .element(Tag.PixelData)
            .filter(e -> e instanceof Element.Fragments || e instanceof Element.StoredFragments)
            .isPresent();
    if (dataSet.contains(Tag.PixelData) && fragments != syntax.encapsulated()) {
      throw new UnsupportedDicomException(
          Tag.describe(Tag.PixelData)
              + ": pixel data aren't converted on writing; they don't fit "
              + syntax.name());
    }
    DicomOutput output = new DicomOutput(syntax.explicit(), syntax.bigEndian());
    if (!syntax.deflated()) {
      output.dataSet(out, dataSet);
      return;
    }
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater);
      output.dataSet(deflated, dataSet);
      deflated.finish();
      if (deflater.getBytesWritten() % 2 != 0) {
        out.write(0);
      }
    } finally {
      deflater.end();
    }
  }

  /** Bytes of a text in a character set. */
  static byte[] encode(Element.Text text, CharacterSet set) {
    try {
      return set.encode(text.value());
    } catch (CharacterCodingException e) {
      throw new InvalidDicomException(
          Tag.describe(text.tag())
              + ": a character of the value isn't in "
              + set.name()
              + "; set SpecificCharacterSet to ISO_IR 192",
          e);
    }
  }

  private static void writeGroup(OutputStream out, DataSet group, int lengthTag, DicomOutput output)
      throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    output.dataSet(content, group);
    output.groupLength(out, lengthTag, content.size());
    content.writeTo(out);
  }

  private static String uid(DicomFile dicom, int tag, int metaTag) {
    return dicom
        .dataSet()
        .string(tag)
        .or(() -> dicom.meta().string(metaTag))
        .orElseThrow(
            () ->
                new InvalidDicomException(
                    Tag.describe(tag) + " is missing; a Part 10 file can't be written without it"));
  }
}
