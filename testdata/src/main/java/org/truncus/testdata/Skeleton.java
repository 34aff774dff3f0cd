package org.truncus.testdata;

/** Spine, clavicles, scapulae and humeri of a frontal view: attenuation. */
final class Skeleton implements Structure {
  private final float bone;
  private final double scoliosis;
  private final float cage;
  private final float spacing;
  private final Profile clavicleRight;
  private final Profile clavicleLeft;
  private final Profile scapula;
  private final float swing;
  private final Stroke[] arms;

  Skeleton(Anatomy body, Draw position) {
    bone = (float) body.bone();
    scoliosis = body.scoliosis();
    cage = (float) body.cage();
    spacing = (float) (2.32 * body.height() / 20.5);
    clavicleRight = clavicle(body.cage(), position.normal(0.4, 0.7));
    clavicleLeft = clavicle(body.cage(), position.normal(0.4, 0.7));
    scapula = Profile.through(0, 0, 3, 0.5, 8, 0.1, 12, 1.4, 15, 4.5);
    swing = (float) position.normal(0.3, 0.9, -1.2, 2);
    double c = body.cage();
    arms = new Stroke[4];
    for (int side = 0; side < 2; side++) {
      double s = side == 0 ? -1 : 1;
      double out = position.normal(2.6, 0.6, 1, 4);
      arms[2 * side] = new Stroke(s * (c + 3.6), 1.4, s * (c + 3.9), 2.2, 2.3, 2.2);
      arms[2 * side + 1] = new Stroke(s * (c + 4.1), 2.5, s * (c + 4.5 + out), 22, 1.25, 1.1);
    }
  }

  private static Profile clavicle(double cage, double lift) {
    return Profile.through(
        1.2,
        3.0,
        3.0,
        2.4,
        6.0,
        1.3 - 0.3 * lift,
        0.62 * cage + 1.5,
        0.2 - lift,
        cage,
        -0.9 - 1.3 * lift,
        cage + 3.5,
        -0.9 - 1.4 * lift);
  }

  @Override
  public float at(float x, float y) {
    float m = Math.abs(x);
    float value = 0;
    if (m < 4.2f) {
      value += spine(x, y);
    }
    if (m > 1 && m < cage + 4 && y > -6 && y < 6) {
      value += clavicle(m, y - (x < 0 ? clavicleRight : clavicleLeft).at(m));
    }
    if (m > cage - 5) {
      value += shoulder(m, x, y);
    }
    return bone * value;
  }

  private float spine(float x, float y) {
    float bow = (float) (scoliosis * Math.sin(0.2 * (y - 2)));
    float dx = Math.abs(x - bow);
    float phase = (y + 20) / spacing;
    float part = (phase - (float) Math.floor(phase) - 0.5f) * 2;
    float half = 1.45f + 0.028f * Math.max(0, Math.min(24, y + 4)) + 0.16f * part * part;
    float body = Structure.smooth(-0.18f, 0.18f, half - dx);
    float plate = 1 - Structure.smooth(0.72f, 0.9f, Math.abs(part));
    float rim = Structure.smooth(0.5f, 0.72f, Math.abs(part)) * plate;
    float value = body * (0.26f + 0.2f * plate + 0.12f * rim);
    value += 0.1f * body * Structure.smooth(half - 0.5f, half - 0.1f, dx);
    float px = (dx - half + 0.55f) / 0.42f;
    float py = (part + 0.25f) / 0.42f;
    float ring = px * px + py * py;
    value += 0.16f * (float) Math.exp(-(ring - 1) * (ring - 1) * 2.5f);
    float sx = dx / 0.32f;
    float sy = (part - 0.5f) / 0.5f;
    value += 0.2f * Structure.dome(sx * sx + sy * sy);
    float wing =
        Structure.smooth(4.1f, 2.2f, dx) * Structure.dome((part + 0.1f) * (part + 0.1f) * 5);
    return 0.62f * (value + 0.12f * wing);
  }

  private float clavicle(float m, float dy) {
    float half = 0.62f + 0.35f * (float) Math.exp(-(m - 1.6f) * (m - 1.6f) / 1.6f);
    float t = dy / half;
    float q = t * t;
    if (q >= 1.3f) {
      return 0;
    }
    float cortex = (float) Math.exp(-(q - 0.72f) * (q - 0.72f) / 0.05f);
    float fade = Structure.smooth(1.0f, 1.7f, m) * Structure.smooth(cage + 4, cage + 3, m);
    return fade * (0.25f * Structure.dome(q * q) + 0.13f * cortex);
  }

  private float shoulder(float m, float x, float y) {
    float value = 0;
    if (y > 0 && y < 16) {
      float edge = m - (cage - 2.6f + swing + scapula.at(y));
      float blade = Structure.smooth(-0.1f, 0.25f, edge) * Structure.smooth(16, 12, y);
      float margin = (float) Math.exp(-(edge - 0.3f) * (edge - 0.3f) / 0.12f);
      value +=
          Structure.smooth(0, 2.5f, y)
              * (0.07f * blade + 0.1f * margin * Structure.smooth(15, 11, y));
    }
    for (Stroke arm : arms) {
      float q = arm.q(x, y);
      if (q < 1) {
        value += 0.3f * Structure.dome(q * q) + 0.18f * q * q;
      }
    }
    return value;
  }
}
