package org.truncus.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.List;

/**
 * Samples of a decoded raster as they are coded, over the largest that their bits can hold. Java's
 * own conversions apply a gamma to grey samples, so they are kept out of this.
 */
final class RasterPixels {

  private RasterPixels() {}

  /** Grey or RGB; alpha is dropped, a palette of greys is grey. */
  static FloatImage of(BufferedImage image, List<String> steps) {
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel palette) {
      return indexed(image.getRaster(), palette, steps);
    }
    int colours = model.getNumColorComponents();
    int type = image.getRaster().getTransferType();
    boolean whole =
        type == DataBuffer.TYPE_BYTE
            || type == DataBuffer.TYPE_USHORT
            || type == DataBuffer.TYPE_INT;
    int bits = image.getSampleModel().getSampleSize(0);
    if (!whole || bits > 16 || (colours != 1 && colours != 3)) {
      throw new UnsupportedImageException(
          colours
              + " colours of "
              + bits
              + " bits"
              + (whole ? "" : ", signed or with a fraction")
              + "; grey and RGB of 8 and 16 bits are decoded, convert the image to one of these");
    }
    steps.add(
        (colours == 1 ? "grey" : "RGB")
            + " over "
            + bits
            + " bits"
            + (model.hasAlpha() ? ", alpha dropped" : ""));
    return samples(image.getRaster(), colours);
  }

  private static FloatImage samples(Raster raster, int colours) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    float[] samples = new float[Math.multiplyExact(Math.multiplyExact(width, height), colours)];
    float[] max = new float[colours]; // 16 bit BMP has 5, 6 and 5 bits
    for (int c = 0; c < colours; c++) {
      max[c] = (float) ((1L << raster.getSampleModel().getSampleSize(c)) - 1);
    }
    int[] row = new int[width * bands];
    int at = 0;
    for (int y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < colours; c++) {
          samples[at++] = row[x * bands + c] / max[c];
        }
      }
    }
    return new FloatImage(height, width, colours, samples);
  }

  private static FloatImage indexed(Raster raster, IndexColorModel palette, List<String> steps) {
    boolean grey = true;
    for (int i = 0; i < palette.getMapSize(); i++) {
      grey &= palette.getRed(i) == palette.getGreen(i) && palette.getRed(i) == palette.getBlue(i);
    }
    int channels = grey ? 1 : 3;
    steps.add("palette of " + palette.getMapSize() + (grey ? " greys" : " colours"));
    int width = raster.getWidth();
    int height = raster.getHeight();
    float[] samples = new float[Math.multiplyExact(Math.multiplyExact(width, height), channels)];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int index : row) {
        int rgb = palette.getRGB(index);
        for (int c = 0; c < channels; c++) {
          samples[at++] = ((rgb >>> (16 - 8 * c)) & 0xFF) / 255f;
        }
      }
    }
    return new FloatImage(height, width, channels, samples);
  }
}
