package org.truncus.image;

import java.awt.image.BufferedImage;
import java.awt.image.SampleModel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.truncus.problem.TruncusException;

/** PNG, JPEG, BMP and TIFF through the JDK's codecs, size first. */
final class RasterImages {

  private RasterImages() {}

  /** The first image of the file. */
  static DecodedImage decode(Path file, Format format) throws IOException {
    List<String> steps = new ArrayList<>();
    String name = format.codec().toUpperCase(Locale.ROOT);
    steps.add("decoded " + name);
    BufferedImage image = image(file, format, steps);
    SampleModel samples = image.getSampleModel();
    Encoding encoding = new Encoding(name, samples.getSampleSize(0), samples.getNumBands());
    return new DecodedImage(RasterPixels.of(image, steps), encoding, steps, Optional.empty());
  }

  /** The JDK's codecs throw unchecked exceptions, too, for what a file holds. */
  private static BufferedImage image(Path file, Format format, List<String> steps)
      throws IOException {
    try {
      return format == Format.JPEG ? jpeg(file) : other(file, format, steps);
    } catch (TruncusException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InvalidImageException(
          "the " + format.codec() + " data are broken (" + e + "); fetch the file again", e);
    }
  }

  private static BufferedImage jpeg(Path file) throws IOException {
    JpegHeader header;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      header = JpegHeader.read(in);
    }
    if (header.components() == 4) {
      throw new UnsupportedImageException(
          "a CMYK JPEG; grey and RGB are decoded, convert the image to one of these");
    }
    if (header.precision() != 8 || header.process() > 0xC2) {
      throw new UnsupportedImageException(
          "a JPEG of "
              + header.precision()
              + " bits in process "
              + (header.process() - 0xC0)
              + "; baseline and progressive of 8 bits are decoded");
    }
    PixelLimits.check(header.height(), header.width(), header.components());
    try (ImageInputStream in = new FileImageInputStream(file.toFile());
        JpegDecoder decoder = new JpegDecoder(in)) {
      return decoder.colours();
    }
  }

  private static BufferedImage other(Path file, Format format, List<String> steps)
      throws IOException {
    javax.imageio.ImageReader reader = ImageIO.getImageReadersByFormatName(format.codec()).next();
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.setInput(in, false, true);
      PixelLimits.check(reader.getHeight(0), reader.getWidth(0), 1);
      int bands = reader.getImageTypes(0).next().getNumBands();
      PixelLimits.check(reader.getHeight(0), reader.getWidth(0), bands);
      if (format.codec().equals("tiff") && reader.getNumImages(true) > 1) {
        steps.add("first of " + reader.getNumImages(true) + " pages");
      }
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }
}
