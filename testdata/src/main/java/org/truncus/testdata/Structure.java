package org.truncus.testdata;

/** Something a ray may pass through. */
@FunctionalInterface
interface Structure {

  /**
   * Path length in cm, or attenuation where the implementation says so, of the ray through (x, y)
   * cm.
   */
  float at(float x, float y);

  /** 0 below the lower edge, 1 above the upper, smooth between (cubic). */
  static float smooth(float low, float high, float value) {
    float t = (value - low) / (high - low);
    if (t <= 0) {
      return 0;
    }
    return t >= 1 ? 1 : t * t * (3 - 2 * t);
  }

  /** Half chord of a unit sphere at squared distance q from its centre; 0 outside. */
  static float dome(float q) {
    return q >= 1 ? 0 : (float) Math.sqrt(1 - q);
  }
}
