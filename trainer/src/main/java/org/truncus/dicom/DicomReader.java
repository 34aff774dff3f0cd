package org.truncus.dicom;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.truncus.problem.InvalidInputException;

/**
 * Reads DICOM files and data sets. Broken bytes are {@link InvalidDicomException}, a syntax or size
 * that isn't handled {@link UnsupportedDicomException}; nothing else is thrown for what a file
 * holds, and no memory is taken for bytes that aren't there.
 */
public final class DicomReader {

  private static final int PREAMBLE = 128;

  private DicomReader() {}

  /** Whether a file that begins so, 132 bytes at least, is one of PS3.10: DICM at offset 128. */
  public static boolean isPart10(byte[] start) {
    return Sniffer.isPart10(start);
  }

  /** A whole file, pixel data included. */
  public static DicomFile read(Path file) {
    return read(file, Limits.standard(), false);
  }

  /** A file up to its pixel data, which are never read. */
  public static DicomFile readHeader(Path file) {
    return read(file, Limits.header(), true);
  }

  /** A file up to its pixel data, from a stream that stays open; it may be read further ahead. */
  public static DicomFile readHeader(InputStream in, Limits limits) throws IOException {
    return readFile(new BufferedInputStream(in), DicomInput.UNKNOWN, limits, true);
  }

  /** A whole file from a stream that stays open. */
  public static DicomFile read(InputStream in, Limits limits) throws IOException {
    return readFile(new BufferedInputStream(in), DicomInput.UNKNOWN, limits, false);
  }

  /** A data set without preamble and meta information, to the end of the stream. */
  public static DataSet readDataSet(InputStream in, TransferSyntax syntax, Limits limits)
      throws IOException {
    return parse(new DicomInput(in, 0, DicomInput.UNKNOWN), in, syntax, limits, false);
  }

  /** As {@link #readDataSet}, up to the pixel data. */
  public static DataSet readDataSetHeader(InputStream in, TransferSyntax syntax, Limits limits)
      throws IOException {
    return parse(new DicomInput(in, 0, DicomInput.UNKNOWN), in, syntax, limits, true);
  }

  private static DicomFile read(Path file, Limits limits, boolean header) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return readFile(in, Files.size(file), limits, header);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": can't be read: " + e.getMessage(), e);
    } catch (InvalidDicomException e) {
      throw new InvalidDicomException(file + ": " + e.getMessage(), e);
    } catch (UnsupportedDicomException e) {
      throw new UnsupportedDicomException(file + ": " + e.getMessage(), e);
    }
  }

  private static DicomFile readFile(InputStream in, long end, Limits limits, boolean header)
      throws IOException {
    in.mark(PREAMBLE + 8);
    byte[] start = in.readNBytes(PREAMBLE + 8);
    in.reset();
    int skip = Sniffer.metaOffset(start);
    in.skipNBytes(skip);
    DicomInput input = new DicomInput(in, skip, end);
    DataSet meta = new DataSetParser(input, limits, false).parseMeta();
    TransferSyntax syntax = syntax(meta, input);
    return new DicomFile(meta, parse(input, in, syntax, limits, header), syntax);
  }

  private static TransferSyntax syntax(DataSet meta, DicomInput input) throws IOException {
    String uid = meta.string(Tag.TransferSyntaxUID).orElse(null);
    if (uid == null) {
      return Sniffer.guess(input.peek(8), input.position());
    }
    return TransferSyntax.of(uid)
        .orElseThrow(
            () ->
                new UnsupportedDicomException(
                    Tag.describe(Tag.TransferSyntaxUID)
                        + ": the transfer syntax "
                        + (UID.isValid(uid) ? uid : "(not a UID)")
                        + " isn't handled"));
  }

  private static DataSet parse(
      DicomInput input, InputStream in, TransferSyntax syntax, Limits limits, boolean header)
      throws IOException {
    if (!syntax.deflated()) {
      return new DataSetParser(input, limits, header).parse(syntax);
    }
    try (InflatedStream inflated = new InflatedStream(in, input, limits.maxInflateRatio())) {
      DicomInput plain = new DicomInput(inflated, 0, DicomInput.UNKNOWN);
      return new DataSetParser(plain, limits, header).parse(syntax);
    }
  }
}
