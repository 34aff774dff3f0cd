package org.truncus.model;

import org.truncus.net.Preprocessing;

/**
 * Where in an image a network finds its evidence for a label, as Grad-CAM says: an explanation of
 * the model, no localisation of a finding. It has the resolution of the last feature map.
 *
 * @param height rows of the map
 * @param width columns of the map
 * @param values {@code [height,width]} in [0,1], the greatest 1; 0 everywhere where nothing speaks
 *     for the label
 * @param region what of the image the map covers
 */
@SuppressWarnings("ArrayRecordComponent") // filled from native memory, read, never compared
public record Saliency(int height, int width, float[] values, Region region) {

  /**
   * A rectangle of the image, in shares of its height and width: within [0,1] where the model sees
   * a part of the image, beyond it where black was put around.
   */
  public record Region(double top, double left, double bottom, double right) {

    /** What of an image the network sees after its preprocessing. */
    static Region seen(int height, int width, Preprocessing preprocessing) {
      double side =
          switch (preprocessing.fit()) {
            case STRETCH -> 0;
            case PAD -> Math.max(height, width);
            case CROP -> Math.min(height, width);
          };
      double framedHeight = side == 0 ? height : side;
      double framedWidth = side == 0 ? width : side;
      double top = before(height, framedHeight);
      double left = before(width, framedWidth);
      double whole = preprocessing.fittedSize();
      int margin = (preprocessing.fittedSize() - preprocessing.imageSize()) / 2;
      double from = margin / whole;
      double to = (margin + preprocessing.imageSize()) / whole;
      return new Region(
          (top + from * framedHeight) / height,
          (left + from * framedWidth) / width,
          (top + to * framedHeight) / height,
          (left + to * framedWidth) / width);
    }

    /** Where the frame starts: whole pixels before the image, or into it. */
    private static double before(int length, double framed) {
      return framed > length
          ? -Math.floor((framed - length) / 2)
          : Math.floor((length - framed) / 2);
    }
  }

  /** Checks that the values fill the map. */
  public Saliency {
    if (values.length != height * width || values.length == 0) {
      throw new IllegalArgumentException(
          values.length + " values for a map of " + height + " x " + width);
    }
  }

  /**
   * The value at a place of the image, linear between the middles of the map's cells.
   *
   * @param down in [0,1] from the image's top
   * @param across in [0,1] from the image's left
   * @return in [0,1]; 0 where the model doesn't look
   */
  public double at(double down, double across) {
    double y = (down - region.top()) / (region.bottom() - region.top());
    double x = (across - region.left()) / (region.right() - region.left());
    if (y < 0 || y > 1 || x < 0 || x > 1) {
      return 0;
    }
    double row = Math.max(0, Math.min(height - 1.0, y * height - 0.5));
    double column = Math.max(0, Math.min(width - 1.0, x * width - 0.5));
    int above = (int) row;
    int left = (int) column;
    double upper = between(above, left, column - left);
    double lower = between(Math.min(above + 1, height - 1), left, column - left);
    return upper + (row - above) * (lower - upper);
  }

  private double between(int row, int left, double share) {
    float first = values[row * width + left];
    float second = values[row * width + Math.min(left + 1, width - 1)];
    return first + share * (second - first);
  }
}
