package org.truncus.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.UnsupportedDicomException;

/**
 * Reads images of any known format, told by content: DICOM, PNG, JPEG, BMP, TIFF. Stateless but for
 * its policy, so safe for use by several threads.
 */
public final class ImageReader {

  private final PixelPolicy policy;

  /** The UIDs of the compressed transfer syntaxes that are decoded. */
  public static Set<String> compressedSyntaxes() {
    return FrameCodec.BY_SYNTAX.keySet();
  }

  /** A reader that follows a policy. */
  public ImageReader(PixelPolicy policy) {
    this.policy = policy;
  }

  /**
   * The first frame or page of a file.
   *
   * @throws InvalidImageException where the file is missing, broken or no image
   * @throws UnsupportedImageException where its kind, its samples or its size aren't handled
   * @throws InvalidDicomException where a DICOM file is broken
   * @throws UnsupportedDicomException where a DICOM file's syntax isn't handled
   */
  public DecodedImage read(Path file) {
    return guarded(file, () -> sequence(file)).frame(0);
  }

  /**
   * All frames of a DICOM file, or the one image of another; the first page of several. Pixel data
   * stay in the file, which has to stay as well, and are read frame by frame.
   *
   * @throws org.truncus.problem.TruncusException as {@link #read} does
   */
  public FrameSequence frames(Path file) {
    return guarded(file, () -> sequence(file));
  }

  private FrameSequence sequence(Path file) throws IOException {
    Format format = format(file);
    if (format == Format.OTHER) {
      DicomFile dicom = DicomReader.readLazily(file);
      return new FrameSequence(
          DicomPixels.frames(dicom),
          frame -> guarded(file, () -> DicomPixels.decode(dicom, frame, policy)));
    }
    if (format.codec().isEmpty()) {
      throw new UnsupportedImageException(
          "the file is " + format + "; DICOM, PNG, JPEG, BMP and TIFF are read");
    }
    return new FrameSequence(1, frame -> guarded(file, () -> RasterImages.decode(file, format)));
  }

  /** Decoding that may fail. */
  private interface Decoding<T> {
    T run() throws IOException;
  }

  /** What goes wrong names the file, once. */
  private static <T> T guarded(Path file, Decoding<T> decoding) {
    try {
      return decoding.run();
    } catch (NoSuchFileException e) {
      throw new InvalidImageException(file + ": there is no such file", e);
    } catch (EOFException e) {
      throw new InvalidImageException(file + ": the image is cut short; fetch it again", e);
    } catch (InvalidImageException e) {
      throw new InvalidImageException(file + ": " + e.getMessage(), e);
    } catch (UnsupportedImageException e) {
      throw new UnsupportedImageException(file + ": " + e.getMessage(), e);
    } catch (InvalidDicomException e) {
      throw new InvalidDicomException(named(file, e), e);
    } catch (UnsupportedDicomException e) {
      throw new UnsupportedDicomException(named(file, e), e);
    } catch (IOException e) {
      throw new InvalidImageException(
          file + ": the image is broken (" + e.getMessage() + "); fetch it again", e);
    }
  }

  /** The first frame of a DICOM file in memory. */
  public DecodedImage decode(DicomFile file) {
    return DicomPixels.decode(file, 0, policy);
  }

  /** The samples of the first frame of a DICOM file in memory. */
  public FloatImage pixels(DicomFile file) {
    return decode(file).image();
  }

  private static Format format(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InvalidImageException("a directory where an image file was expected");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(132);
      return DicomReader.isPart10(start) ? Format.OTHER : Format.of(start);
    }
  }

  private static String named(Path file, RuntimeException e) {
    String message = e.getMessage();
    return message.startsWith(file.toString()) ? message : file + ": " + message;
  }
}
