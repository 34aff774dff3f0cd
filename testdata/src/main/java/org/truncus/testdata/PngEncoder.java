package org.truncus.testdata;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Grey PNG through the JDK's own writer, lightly compressed for speed.
 *
 * @param sixteenBit 16 bit samples, else 8
 */
record PngEncoder(boolean sixteenBit) implements PhantomEncoder {

  @Override
  public String extension() {
    return ".png";
  }

  @Override
  public void write(PhantomImage image, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (OutputStream bytes = Files.newOutputStream(file);
        MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.7f); // deflate level 3
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster(image), null, null), param);
    } finally {
      writer.dispose();
    }
  }

  private BufferedImage raster(PhantomImage image) {
    return sixteenBit ? words(image) : bytes(image);
  }

  private static BufferedImage bytes(PhantomImage image) {
    BufferedImage result =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] samples = ((DataBufferByte) result.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (displayed(image, i) * 255.0 / image.maximum() + 0.5);
    }
    return result;
  }

  private static BufferedImage words(PhantomImage image) {
    ComponentColorModel grey =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            false,
            false,
            ComponentColorModel.OPAQUE,
            DataBuffer.TYPE_USHORT);
    BufferedImage result =
        new BufferedImage(
            grey, grey.createCompatibleWritableRaster(image.width(), image.height()), false, null);
    short[] samples = ((DataBufferUShort) result.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (displayed(image, i) * 65535.0 / image.maximum() + 0.5);
    }
    return result;
  }

  private static int displayed(PhantomImage image, int i) {
    return image.displayed(i % image.width(), i / image.width());
  }
}
