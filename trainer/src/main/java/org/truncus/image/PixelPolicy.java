package org.truncus.image;

/**
 * The choices of the pixel pipeline; training, validation and serving follow the same.
 *
 * @param voi which values become [0, 1]
 * @param invertMonochrome1 whether images whose low values are bright are inverted, so that bright
 *     is always near 1
 */
public record PixelPolicy(Voi voi, boolean invertMonochrome1) {

  /** The image as a viewer would first show it. */
  public static PixelPolicy standard() {
    return new PixelPolicy(Voi.WINDOW, true);
  }
}
