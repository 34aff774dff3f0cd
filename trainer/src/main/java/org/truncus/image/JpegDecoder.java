package org.truncus.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/** JPEG through the JDK's codec, where a stream that is cut short is an error and not grey area. */
final class JpegDecoder implements AutoCloseable {

  private final javax.imageio.ImageReader reader =
      ImageIO.getImageReadersByFormatName("jpeg").next();
  private boolean broken;

  JpegDecoder(ImageInputStream in) {
    reader.setInput(in, true, true);
    reader.addIIOReadWarningListener(
        new IIOReadWarningListener() {
          @Override
          public void warningOccurred(javax.imageio.ImageReader source, String warning) {
            broken |= warning.contains("Premature end") || warning.contains("Corrupt JPEG data");
          }
        });
  }

  /** Components as they are coded, without colour conversion. */
  Raster components() throws IOException {
    return checked(reader.readRaster(0, null));
  }

  /** Grey or RGB. */
  BufferedImage colours() throws IOException {
    return checked(reader.read(0));
  }

  private <T> T checked(T decoded) {
    if (broken) {
      throw new InvalidImageException("the JPEG data are cut short or broken; fetch it again");
    }
    return decoded;
  }

  /** Frees the codec; the stream stays open. */
  @Override
  public void close() {
    reader.dispose();
  }
}
