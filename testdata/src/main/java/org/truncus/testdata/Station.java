package org.truncus.testdata;

/**
 * The equipment of a made-up hospital.
 *
 * @param bits bits stored, 12, 14 or 16
 * @param monochrome1 whether its images are stored inverted
 */
record Station(int bits, boolean monochrome1) {

  /** The equipment at a site of {@link PhantomFactory}. */
  static Station at(String site) {
    return switch (site) {
      case "north" -> new Station(12, false);
      case "river" -> new Station(14, true);
      default -> new Station(16, false);
    };
  }
}
