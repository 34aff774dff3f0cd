package org.truncus.plot;

import java.util.Locale;

/**
 * The colours of a heat map, from black over violet and orange to pale yellow: "inferno" of
 * Matplotlib (Smith and van der Walt 2015, CC0). Its lightness rises evenly, so it can be read
 * without colour vision and in grey print.
 */
public final class HeatColours {

  private static final int[] ANCHORS = {
    0x000004, 0x210c4a, 0x57106e, 0x8a226a, 0xbc3754, 0xe45a31, 0xf98e09, 0xf9cb35, 0xfcffa4
  };

  private HeatColours() {}

  /**
   * The colour of a value.
   *
   * @param value in [0,1]; outside it, the nearest end
   * @return {@code 0xRRGGBB}
   */
  public static int rgb(double value) {
    double at = Math.max(0, Math.min(1, value)) * (ANCHORS.length - 1);
    int below = Math.min((int) at, ANCHORS.length - 2);
    double share = at - below;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int low = ANCHORS[below] >> shift & 0xff;
      int high = ANCHORS[below + 1] >> shift & 0xff;
      rgb |= (int) Math.round(low + share * (high - low)) << shift;
    }
    return rgb;
  }

  /** For style sheets, for example {@code #fcffa4}. */
  static String css(double value) {
    return String.format(Locale.ROOT, "#%06x", rgb(value));
  }
}
