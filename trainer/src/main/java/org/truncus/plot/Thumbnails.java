package org.truncus.plot;

import org.truncus.image.FloatImage;

/**
 * Small JPEG pictures for pages: at most {@value #EDGE} pixels an edge, and of so low a quality
 * that they take no more than {@value #BYTES} bytes where that is possible, so that a page with
 * many of them stays small.
 */
public final class Thumbnails {

  /** The longest edge in pixels. */
  public static final int EDGE = 160;

  /** What a picture takes at most, unless it is noise. */
  static final int BYTES = 7_000;

  private static final double OPACITY = 0.65;

  private Thumbnails() {}

  /** An image {@code [H,W,C]} in [0,1]. */
  public static Picture of(FloatImage image) {
    return Jpeg.of(Pixels.buffered(Pixels.atMost(image, EDGE)), BYTES);
  }

  /**
   * An image in grey under the colours of a heat map, the hotter the less transparent.
   *
   * @param image {@code [H,W,C]} in [0,1]
   * @param heat {@code [h,w,1]} in [0,1] over the whole image, of any resolution
   */
  public static Picture of(FloatImage image, FloatImage heat) {
    FloatImage grey = Pixels.atMost(image.withChannels(1), EDGE);
    FloatImage over = Pixels.enlarged(heat, grey.height(), grey.width());
    float[] samples = new float[3 * grey.samples().length];
    for (int i = 0; i < grey.samples().length; i++) {
      double hot = over.samples()[i];
      int colour = HeatColours.rgb(hot);
      for (int c = 0; c < 3; c++) {
        double tint = (colour >> (16 - 8 * c) & 0xff) / 255.0;
        double opacity = OPACITY * hot;
        samples[3 * i + c] = (float) ((1 - opacity) * grey.samples()[i] + opacity * tint);
      }
    }
    FloatImage tinted = new FloatImage(grey.height(), grey.width(), 3, samples);
    return Jpeg.of(Pixels.buffered(tinted), BYTES);
  }
}
