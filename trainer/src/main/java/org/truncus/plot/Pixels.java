package org.truncus.plot;

import java.awt.image.BufferedImage;
import org.truncus.image.FloatImage;

/** Images on the scale of a page: made smaller by averaging, heat made larger by interpolation. */
final class Pixels {

  private Pixels() {}

  /**
   * The image no larger than an edge, in its proportions; each pixel is the mean of the area that
   * it covers. The image itself where it is small enough.
   */
  static FloatImage atMost(FloatImage image, int edge) {
    int longer = Math.max(image.height(), image.width());
    if (longer <= edge) {
      return image;
    }
    int height = Math.max(1, Math.round((float) image.height() * edge / longer));
    int width = Math.max(1, Math.round((float) image.width() * edge / longer));
    int channels = image.channels();
    float[] samples = new float[height * width * channels];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          samples[(y * width + x) * channels + c] = mean(image, y, x, c, height, width);
        }
      }
    }
    return new FloatImage(height, width, channels, samples);
  }

  private static float mean(FloatImage image, int y, int x, int c, int height, int width) {
    double top = (double) y * image.height() / height;
    double bottom = (double) (y + 1) * image.height() / height;
    double left = (double) x * image.width() / width;
    double right = (double) (x + 1) * image.width() / width;
    double sum = 0;
    double area = 0;
    for (int row = (int) top; row < bottom && row < image.height(); row++) {
      double tall = Math.min(bottom, row + 1) - Math.max(top, row);
      for (int column = (int) left; column < right && column < image.width(); column++) {
        double covered = tall * (Math.min(right, column + 1) - Math.max(left, column));
        sum += covered * image.at(row, column, c);
        area += covered;
      }
    }
    return (float) (sum / area);
  }

  /** Bilinear at half-pixel centres, ends continued: for enlarging. One channel. */
  static FloatImage enlarged(FloatImage map, int height, int width) {
    float[] samples = new float[height * width];
    for (int y = 0; y < height; y++) {
      double row = position(y, height, map.height());
      for (int x = 0; x < width; x++) {
        double column = position(x, width, map.width());
        samples[y * width + x] = between(map, row, column);
      }
    }
    return new FloatImage(height, width, 1, samples);
  }

  private static double position(int at, int wanted, int given) {
    double position = (at + 0.5) * given / wanted - 0.5;
    return Math.max(0, Math.min(given - 1, position));
  }

  private static float between(FloatImage map, double row, double column) {
    int top = (int) row;
    int left = (int) column;
    int bottom = Math.min(top + 1, map.height() - 1);
    int right = Math.min(left + 1, map.width() - 1);
    double down = row - top;
    double along = column - left;
    double above = (1 - along) * map.at(top, left, 0) + along * map.at(top, right, 0);
    double below = (1 - along) * map.at(bottom, left, 0) + along * map.at(bottom, right, 0);
    return (float) ((1 - down) * above + down * below);
  }

  /** The image in 8 bits, grey or colour; values outside [0,1] become the nearest end. */
  static BufferedImage buffered(FloatImage image) {
    boolean grey = image.channels() == 1;
    BufferedImage buffered =
        new BufferedImage(
            image.width(),
            image.height(),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        for (int c = 0; c < image.channels(); c++) {
          float value = Math.max(0, Math.min(1, image.at(y, x, c)));
          buffered.getRaster().setSample(x, y, c, Math.round(255 * value));
        }
      }
    }
    return buffered;
  }
}
