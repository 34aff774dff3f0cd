package org.truncus.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UnsupportedDicomException;
import org.truncus.dicom.jpeg.Jpeg;

/**
 * A baseline or extended JPEG frame (PS3.5 annex A.4.1): 8 bits through the JDK, 12 bits through
 * our own decoder. Colours stay as PhotometricInterpretation.
 */
final class JpegFrame {

  private JpegFrame() {}

  /** Stored values, interleaved [H,W,S]. */
  static int[] decode(PixelModule module, byte[] frame) {
    String where = Tag.describe(Tag.PixelData) + ": ";
    try {
      JpegHeader header = JpegHeader.read(new ByteArrayInputStream(frame));
      boolean same = header.height() == module.rows() && header.width() == module.columns();
      if (!same || header.components() != module.samples()) {
        throw new InvalidDicomException(
            where
                + String.format(
                    "the JPEG frame is %d x %d x %d, the data set says %d x %d x %d",
                    header.height(),
                    header.width(),
                    header.components(),
                    module.rows(),
                    module.columns(),
                    module.samples()));
      }
      if (header.precision() == 12 && header.process() <= 0xC1) {
        return Jpeg.decode(frame, FrameCodec.shape(module));
      }
      if (header.precision() != 8 || header.process() > 0xC2 || module.bitsAllocated() != 8) {
        throw new UnsupportedDicomException(
            where
                + "JPEG of "
                + header.precision()
                + " bits in process SOF"
                + (header.process() - 0xC0)
                + " isn't decoded");
      }
      try (JpegDecoder decoder =
          new JpegDecoder(new MemoryCacheImageInputStream(new ByteArrayInputStream(frame)))) {
        Raster raster = decoder.components();
        return raster.getPixels(0, 0, module.columns(), module.rows(), (int[]) null);
      }
    } catch (IOException | InvalidImageException e) {
      throw new InvalidDicomException(where + "broken JPEG: " + e.getMessage(), e);
    }
  }
}
