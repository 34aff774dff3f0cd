package org.truncus.train;

/**
 * Reads an image between its pixels; beyond the edges of a box the edge is repeated.
 *
 * @param image {@code [side,side,channels]}, not to be changed
 * @param side of the image
 * @param channels of the image
 * @param left first column of the box
 * @param top first row of the box
 * @param right last column of the box
 * @param bottom last row of the box
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Bilinear(float[] image, int side, int channels, int left, int top, int right, int bottom) {

  /** The whole image as the box. */
  Bilinear(float[] image, int side, int channels) {
    this(image, side, channels, 0, 0, side - 1, side - 1);
  }

  /** Writes all channels at (x, y), in pixels from the centre of the first, to {@code out[at…]}. */
  void read(double x, double y, float[] out, int at) {
    double inX = Math.min(Math.max(x, left), right);
    double inY = Math.min(Math.max(y, top), bottom);
    int x0 = (int) inX;
    int y0 = (int) inY;
    int x1 = Math.min(x0 + 1, right);
    int y1 = Math.min(y0 + 1, bottom);
    float fx = (float) (inX - x0);
    float fy = (float) (inY - y0);
    for (int c = 0; c < channels; c++) {
      float upper = (1 - fx) * value(x0, y0, c) + fx * value(x1, y0, c);
      float lower = (1 - fx) * value(x0, y1, c) + fx * value(x1, y1, c);
      out[at + c] = (1 - fy) * upper + fy * lower;
    }
  }

  private float value(int x, int y, int c) {
    return image[(y * side + x) * channels + c];
  }
}
