package org.truncus.train;

/** The middle of an image, as the network sees it where nothing is varied. */
final class CentreCrop {

  private CentreCrop() {}

  /**
   * {@code [S,S,C]} from the middle of {@code [side,side,C]}; the image itself where they are of
   * one size.
   */
  static float[] apply(float[] image, int side, int channels, int size) {
    if (side == size) {
      return image;
    }
    int margin = (side - size) / 2;
    float[] crop = new float[size * size * channels];
    for (int y = 0; y < size; y++) {
      int from = ((y + margin) * side + margin) * channels;
      System.arraycopy(image, from, crop, y * size * channels, size * channels);
    }
    return crop;
  }
}
