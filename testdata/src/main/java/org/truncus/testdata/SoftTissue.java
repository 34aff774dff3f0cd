package org.truncus.testdata;

/**
 * Trunk, neck, shoulders, arms and breasts of a frontal view: path length in cm, lungs not yet
 * taken out.
 */
final class SoftTissue implements Structure {
  private final Profile outline;
  private final Profile thickness;
  private final Stroke rightArm;
  private final Stroke leftArm;
  private final float breast;
  private final float breastX;
  private final float breastY;
  private final float breastRadius;

  SoftTissue(Anatomy body, Draw position) {
    double c = body.cage();
    double fat = body.habitus();
    outline =
        Profile.through(
            -14,
            5.8,
            -7,
            5.6,
            -4.6,
            6.6,
            -3,
            9.5,
            -1.6,
            c + 1.5,
            0.2,
            c + 4.5,
            3,
            c + 4.8,
            6.5,
            c + 2.2 + 0.4 * fat,
            10,
            c + 0.8 + fat,
            18,
            c + 0.6 + fat,
            34,
            c + 0.8 + 1.25 * fat);
    thickness =
        Profile.through(
            -12,
            11,
            -5,
            11.5,
            0,
            14 + 0.5 * fat,
            6,
            17 + fat,
            14,
            19.5 + fat,
            24,
            20 + 1.2 * fat,
            36,
            20 + 1.5 * fat);
    double out = position.normal(3.0, 1.5, 0.5, 6.5);
    rightArm = new Stroke(-(c + 3.2), 2.5, -(c + 5.5 + out), 26, 3.6 + 0.4 * fat, 4.4 + 0.4 * fat);
    leftArm = new Stroke(c + 3.2, 2.5, c + 5.5 + out, 26, 3.6 + 0.4 * fat, 4.4 + 0.4 * fat);
    Draw own = Draw.of(body.key(), 0xB4EA);
    breast = (float) (body.female() ? own.uniform(1.2, 3.0) + 0.5 * fat : own.uniform(0.0, 0.7));
    breastX = (float) (0.55 * c);
    breastY = (float) own.normal(15.5, 1.2, 12, 18);
    breastRadius = (float) (own.normal(6.4, 0.5, 5, 8) + 0.25 * fat);
  }

  @Override
  public float at(float x, float y) {
    float half = outline.at(y);
    float q = x / half;
    float deep = thickness.at(y);
    float trunk = deep * Structure.dome(q * q * (0.35f + 0.65f * q * q));
    float arm = Math.max(rightArm.chord(x, y), leftArm.chord(x, y));
    return Math.max(trunk, arm) + 0.35f * Math.min(trunk, arm) + breast(Math.abs(x), y);
  }

  private float breast(float m, float y) {
    float dx = (m - breastX) / breastRadius;
    float dy = (y - breastY) / breastRadius;
    float sag = dy > 0 ? dy : dy * 0.7f;
    float chord = Structure.dome(dx * dx + sag * sag);
    return breast * chord * Structure.smooth(-1.4f, 0.5f, dy);
  }
}
