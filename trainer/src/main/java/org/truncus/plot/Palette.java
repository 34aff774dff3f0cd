package org.truncus.plot;

/**
 * Colours that people with colour-blindness can tell apart (Okabe and Ito 2008), in an order that
 * contrasts on white and on near black. Each series also gets a dash pattern, so that the first 49
 * differ in one or the other.
 */
final class Palette {

  private static final String[] COLOURS = {
    "#2b7bba", "#d55e00", "#009e73", "#cc79a7", "#b58900", "#56b4e9", "#7a7a7a"
  };
  private static final String[] DASHES = {"", "7 3", "2 3", "9 3 2 3", "12 3", "4 2", "1 4"};

  private Palette() {}

  static String colour(int index) {
    return COLOURS[index % COLOURS.length];
  }

  /** Dash pattern; empty for a solid line. */
  static String dash(int index) {
    return DASHES[(index + index / COLOURS.length) % DASHES.length];
  }
}
