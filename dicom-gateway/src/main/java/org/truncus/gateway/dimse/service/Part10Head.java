package org.truncus.gateway.dimse.service;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;

/**
 * What the file meta information says about a file (PS3.10 §7.1), and where its data set begins.
 *
 * @param dataSetOffset in bytes from the start of the file
 */
public record Part10Head(
    Path file,
    String sopClassUID,
    String sopInstanceUID,
    String transferSyntaxUID,
    long dataSetOffset) {

  private static final int PREAMBLE = 128;
  private static final int MAX_VALUE = 1 << 16;

  /**
   * Reads no further than the meta information.
   *
   * @throws InvalidDicomException where the file is no Part 10 file or lacks a UID
   * @throws IOException where it can't be read
   */
  public static Part10Head read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in, file);
    }
  }

  /**
   * As above, from a stream that can be marked and stays open: it then stands at the data set.
   *
   * @param file what messages call it
   */
  public static Part10Head read(InputStream in, Path file) throws IOException {
    try {
      byte[] start = in.readNBytes(PREAMBLE + 4);
      if (start.length < PREAMBLE + 4
          || !new String(start, PREAMBLE, 4, StandardCharsets.ISO_8859_1).equals("DICM")) {
        throw new InvalidDicomException(
            file.getFileName() + " is no DICOM file: no DICM at byte " + PREAMBLE);
      }
      return new Meta(in, file, start.length).read();
    } catch (EOFException e) {
      throw new InvalidDicomException(
          file.getFileName() + " ends inside of its file meta information", e);
    }
  }

  /** The data set's bytes as they stand in the file. The caller closes the stream. */
  public InputStream openDataSet() throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(dataSetOffset);
      return new BufferedInputStream(in, 1 << 16);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** The elements of group 0002, explicit little endian. */
  private static final class Meta {
    private final InputStream in;
    private final Path file;
    private long offset;
    private String sopClass = "";
    private String sopInstance = "";
    private String syntax = "";

    Meta(InputStream in, Path file, long offset) {
      this.in = in;
      this.file = file;
      this.offset = offset;
    }

    Part10Head read() throws IOException {
      while (true) {
        in.mark(2);
        byte[] group = in.readNBytes(2);
        in.reset();
        if (group.length == 1) {
          throw new EOFException();
        }
        if (group.length < 2 || group[0] != 2 || group[1] != 0) {
          break;
        }
        element();
      }
      return new Part10Head(
          file,
          uid(sopClass, "Media Storage SOP Class UID (0002,0002)"),
          uid(sopInstance, "Media Storage SOP Instance UID (0002,0003)"),
          uid(syntax, "Transfer Syntax UID (0002,0010)"),
          offset);
    }

    private void element() throws IOException {
      ByteBuffer header = bytes(8);
      int tag = header.getShort() << 16 | (header.getShort() & 0xFFFF);
      String vr = "" + (char) header.get() + (char) header.get();
      boolean large = vr.equals("OB") || vr.equals("UN") || vr.equals("OW") || vr.equals("UT");
      long length = large ? bytes(4).getInt() & 0xFFFFFFFFL : header.getShort() & 0xFFFF;
      if (length > MAX_VALUE) {
        throw new InvalidDicomException(
            "%s, byte %d: %s has %d bytes, expected at most %d"
                .formatted(file.getFileName(), offset, Tag.describe(tag), length, MAX_VALUE));
      }
      String value =
          StandardCharsets.ISO_8859_1.decode(bytes((int) length)).toString().replace('\0', ' ');
      switch (tag) {
        case Tag.MediaStorageSOPClassUID -> sopClass = value.strip();
        case Tag.MediaStorageSOPInstanceUID -> sopInstance = value.strip();
        case Tag.TransferSyntaxUID -> syntax = value.strip();
        default -> {}
      }
    }

    private ByteBuffer bytes(int count) throws IOException {
      byte[] bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw new EOFException();
      }
      offset += count;
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String uid(String value, String name) {
      if (!UID.isValid(value)) {
        throw new InvalidDicomException(
            file.getFileName() + ": " + name + (value.isEmpty() ? " is missing" : " is no UID"));
      }
      return value;
    }
  }
}
