package org.truncus.testdata;

/**
 * Air in both lungs of a frontal view: path length in cm. Right lung at negative x. Holds the shape
 * all other parts follow.
 */
final class Lungs implements Structure {
  private final Profile lateral;
  private final Profile depth;
  private final Profile medialRight;
  private final Profile medialLeft;
  private final Heart heart;
  private final double dome;
  private final double leftDome;
  private final float cage;
  private final float[] sulcus = new float[2];
  private final float[] fluidTop = {99, 99};
  private final float sulcusRight;
  private final float sulcusLeft;

  /**
   * @param body whose lungs
   * @param inspiration 1 is full; less raises the diaphragm and widens the heart
   */
  Lungs(Anatomy body, double inspiration, double magnification) {
    double s = body.cage() / 13.4;
    lateral =
        Profile.through(
            0, 5.0 * s, 0.5, 6.8 * s, 1.3, 8.0 * s, 3, 9.7 * s, 6, 11.4 * s, 10, 12.6 * s, 16,
            13.2 * s, 22, 13.4 * s, 30, 13.4 * s);
    depth = Profile.through(0, 5, 3, 9, 8, 13.5, 14, 16, 22, 16.5, 30, 15);
    dome = body.height() * inspiration;
    leftDome = dome + body.leftDome();
    cage = (float) body.cage();
    heart = new Heart(body, (float) leftDome, magnification / Math.sqrt(inspiration));
    medialRight =
        Profile.through(0, 5.0, 0.4, 3.9, 1.5, 3.2, 4, 2.9, 7, 3.0, 9, 3.3, 11, 2.9, 14, 2.5);
    double k = body.knob();
    medialLeft =
        Profile.through(
            0,
            5.0,
            0.4,
            3.9,
            1.5,
            3.1,
            4,
            2.7,
            5.2,
            2.4 + 0.5 * k,
            6.4,
            2.1 + 1.25 * k,
            7.6,
            2.4 + 0.5 * k,
            8.5,
            2.8,
            10,
            3.5,
            11.5,
            3.6,
            14,
            2.4);
    sulcusRight = body.sulcus().get(0).floatValue();
    sulcusLeft = body.sulcus().get(1).floatValue();
    sulcus[0] = angle(false);
    sulcus[1] = angle(true);
    if (body.fluid() > 0) {
      int side = body.fluidLeft() ? 1 : 0;
      fluidTop[side] = sulcus[side] - (float) body.fluid();
    }
  }

  @Override
  public float at(float x, float y) {
    float m = Math.abs(x);
    float out = lateral.at(y);
    if (y < 0 || m >= out) {
      return 0;
    }
    boolean left = x > 0;
    float mediastinum = m - (left ? medialLeft : medialRight).at(y);
    if (mediastinum <= 0) {
      return 0;
    }
    float q = m / out;
    float q2 = q * q;
    float chord = depth.at(y) * Structure.dome(q2 * q2 * q2);
    float air = chord * Structure.smooth(0, 0.5f, mediastinum);
    air = Math.max(0, air - heart.at(x, y));
    return air * aboveDiaphragm(x, y, left) * aboveFluid(x, y, left, out);
  }

  /**
   * How far the ray lies above the diaphragm: 1 in the lung, a little below the dome for the recess
   * behind it.
   */
  private float aboveDiaphragm(float x, float y, boolean left) {
    float below = y - diaphragm(x, left);
    if (below < -0.3f) {
      return 1;
    }
    float recess = 0.16f * (1 - Structure.smooth(0, 4.5f, below));
    return recess + (1 - recess) * (1 - Structure.smooth(-0.3f, 0.3f, below));
  }

  private float aboveFluid(float x, float y, boolean left, float out) {
    float blunt = left ? sulcusLeft : sulcusRight;
    float wall = out - Math.abs(x);
    float natural =
        sulcus[left ? 1 : 0] - blunt - 0.9f * (float) Math.exp(-wall / 0.6f) + 0.6f * wall;
    float free = 1 - 0.8f * Structure.smooth(-0.3f, 0.5f, y - natural);
    float top = fluidTop[left ? 1 : 0];
    if (top > 90) {
      return free;
    }
    float meniscus = top + 1.1f - 2.4f * (float) Math.exp(-wall / 1.8f);
    float wet = Structure.smooth(-0.9f, 0.9f, y - meniscus);
    return free * (1 - 0.93f * wet);
  }

  /** Height of the diaphragm's edge, cm. */
  float diaphragm(float x, boolean left) {
    float m = Math.abs(x);
    float middle = left ? 0.50f * cage : 0.46f * cage;
    float top = (float) (left ? leftDome : dome);
    float u = (m - middle) / (cage - middle);
    float fall = u > 0 ? 4.6f * u * u * (0.62f + 0.38f * u * u) : 1.7f * u * u;
    return top + fall;
  }

  private float angle(boolean left) {
    return diaphragm(cage * 0.985f, left);
  }

  Heart heart() {
    return heart;
  }

  float dome() {
    return (float) dome;
  }

  float leftDome() {
    return (float) leftDome;
  }

  /** Outer border of the lung at this height, cm from the midline. */
  float lateral(float y) {
    return lateral.at(y);
  }
}
