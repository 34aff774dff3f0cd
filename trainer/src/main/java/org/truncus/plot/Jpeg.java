package org.truncus.plot;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes JPEG files of bounded size. */
final class Jpeg {

  private static final float[] QUALITIES = {0.85f, 0.7f, 0.5f, 0.3f, 0.15f};

  private Jpeg() {}

  /** The image in the best quality that takes no more bytes; in the worst where none does. */
  static Picture of(BufferedImage image, int mostBytes) {
    byte[] bytes = new byte[0];
    for (float quality : QUALITIES) {
      bytes = encode(image, quality);
      if (bytes.length <= mostBytes) {
        break;
      }
    }
    return new Picture("image/jpeg", image.getWidth(), image.getHeight(), bytes);
  }

  private static byte[] encode(BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(quality);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new IllegalStateException("a picture in memory can't be written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
