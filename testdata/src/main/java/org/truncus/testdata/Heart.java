package org.truncus.testdata;

/**
 * The heart of a frontal view: path length in cm, a tilted ellipsoid with a right border of its
 * own.
 */
final class Heart implements Structure {
  private final float right;
  private final float left;
  private final float centreX;
  private final float centreY;
  private final float a;
  private final float b;
  private final float cos;
  private final float sin;
  private final float atriumX;
  private final float atriumY;
  private final float atrium;

  /**
   * @param body whose heart
   * @param floor height of the left diaphragm, cm
   * @param magnification how much wider the heart shows than it is
   */
  Heart(Anatomy body, float floor, double magnification) {
    double width = body.ratio() * 2 * body.cage() * magnification;
    Draw draw = Draw.of(body.key(), 0x4EA7);
    double share = draw.normal(0.32, 0.025, 0.26, 0.38);
    right = (float) (share * width);
    left = (float) (width - right);
    double tilt = draw.normal(0.62, 0.1, 0.35, 0.85);
    cos = (float) Math.cos(tilt);
    sin = (float) Math.sin(tilt);
    double flatness = draw.normal(0.70, 0.04, 0.6, 0.8);
    double extent = Math.sqrt(cos * cos + flatness * flatness * sin * sin);
    double half = width * 0.44;
    a = (float) (half / extent);
    b = (float) (a * flatness);
    centreX = (float) (left - half);
    double drop = Math.sqrt(sin * sin + flatness * flatness * cos * cos) * a;
    centreY = (float) (floor + 1.0 - drop);
    atrium = (float) (0.30 * width);
    atriumX = atrium - right;
    atriumY = (float) (floor - 0.98 * atrium);
  }

  @Override
  public float at(float x, float y) {
    float dx = x - centreX;
    float dy = y - centreY;
    float u = (dx * cos + dy * sin) / a;
    float v = (dy * cos - dx * sin) / b;
    float ventricle = chord(u * u + v * v);
    float ax = (x - atriumX) / atrium;
    float ay = (y - atriumY) / (1.22f * atrium);
    return 13f * Math.max(ventricle, 0.92f * chord(ax * ax + ay * ay));
  }

  private static float chord(float q) {
    return q >= 1 ? 0 : (float) Math.sqrt(Math.sqrt(1 - q)) * Structure.smooth(0, 0.12f, 1 - q);
  }

  /** Distance of the right border from the midline, cm. */
  float right() {
    return right;
  }

  /** Distance of the left border from the midline, cm. */
  float left() {
    return left;
  }

  float centreY() {
    return centreY;
  }
}
