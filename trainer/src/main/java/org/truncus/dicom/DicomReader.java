package org.truncus.dicom;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
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
    return read(file, Limits.standard(), PixelPlan.hold());
  }

  /** A file up to its pixel data, which are never read. */
  public static DicomFile readHeader(Path file) {
    return read(file, Limits.header(), PixelPlan.before());
  }

  /**
   * A file whose pixel data stay where they are, as {@link Element.Stored} or {@link
   * Element.StoredFragments}. They are read with their frames, so the file has to stay, too.
   */
  public static DicomFile readLazily(Path file) {
    return read(file, Limits.header(), PixelPlan.leave(offset -> at(file, offset)));
  }

  /** A file up to its pixel data, from a stream that stays open; it may be read further ahead. */
  public static DicomFile readHeader(InputStream in, Limits limits) throws IOException {
    return readFile(new BufferedInputStream(in), DicomInput.UNKNOWN, limits, PixelPlan.before());
  }

  /** A whole file from a stream that stays open. */
  public static DicomFile read(InputStream in, Limits limits) throws IOException {
    return readFile(new BufferedInputStream(in), DicomInput.UNKNOWN, limits, PixelPlan.hold());
  }

  /** A data set without preamble and meta information, to the end of the stream. */
  public static DataSet readDataSet(InputStream in, TransferSyntax syntax, Limits limits)
      throws IOException {
    return parse(new DicomInput(in, 0, DicomInput.UNKNOWN), in, syntax, limits, PixelPlan.hold());
  }

  /** As {@link #readDataSet}, up to the pixel data. */
  public static DataSet readDataSetHeader(InputStream in, TransferSyntax syntax, Limits limits)
      throws IOException {
    return parse(new DicomInput(in, 0, DicomInput.UNKNOWN), in, syntax, limits, PixelPlan.before());
  }

  private static DicomFile read(Path file, Limits limits, PixelPlan pixels) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return readFile(in, Files.size(file), limits, pixels);
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

  private static DicomFile readFile(InputStream in, long end, Limits limits, PixelPlan pixels)
      throws IOException {
    in.mark(PREAMBLE + 8);
    byte[] start = in.readNBytes(PREAMBLE + 8);
    in.reset();
    int skip = Sniffer.metaOffset(start);
    in.skipNBytes(skip);
    DicomInput input = new DicomInput(in, skip, end);
    DataSet meta = new DataSetParser(input, limits, PixelPlan.hold()).parseMeta();
    TransferSyntax syntax = syntax(meta, input);
    return new DicomFile(meta, parse(input, in, syntax, limits, pixels), syntax);
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
      DicomInput input, InputStream in, TransferSyntax syntax, Limits limits, PixelPlan pixels)
      throws IOException {
    if (!syntax.deflated()) {
      return new DataSetParser(input, limits, pixels).parse(syntax);
    }
    PixelPlan inside = pixels.inflated(input.position(), limits);
    try (InflatedStream inflated = new InflatedStream(in, input, limits.maxInflateRatio())) {
      DicomInput plain = new DicomInput(inflated, 0, DicomInput.UNKNOWN);
      return new DataSetParser(plain, limits, inside).parse(syntax);
    }
  }

  private static InputStream at(Path file, long offset) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    try {
      return Channels.newInputStream(channel.position(offset));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
