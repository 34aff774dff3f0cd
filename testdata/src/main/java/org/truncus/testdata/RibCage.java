package org.truncus.testdata;

/**
 * Ribs of a frontal view: attenuation. Each pair is an ellipse ring around the chest seen in
 * projection: its upper arc is the posterior part, its lower arc the anterior one, which ends where
 * cartilage begins.
 */
final class RibCage implements Structure {
  private static final int RIBS = 11;
  private static final int STEPS = 256;
  private final float[] top = new float[RIBS];
  private final float[] a = new float[RIBS];
  private final float[] b = new float[RIBS];
  private final float[] end = new float[RIBS];
  private final float[] half = new float[RIBS];
  private final float tilt;
  private final float[] wall = new float[STEPS + 1];

  RibCage(Anatomy body, Lungs lungs) {
    Draw draw = Draw.of(body.key(), 0x41B5);
    double spacing = body.height() / 20.5 * draw.normal(2.32, 0.05, 2.2, 2.45);
    tilt = (float) body.ribTilt();
    for (int k = 0; k < RIBS; k++) {
      double drop = Math.min(3.6 + 1.5 * k, 9.4) * body.height() / 20.5 + draw.normal(0, 0.12);
      top[k] = (float) (-1.4 + spacing * k + draw.normal(0, 0.06) + (k == 0 ? 0.5 : 0));
      b[k] = (float) drop / 2;
      double level = top[k] + 0.55 * drop + tilt * 10;
      a[k] = (float) (k == 0 ? 0.42 * body.cage() : lungs.lateral((float) level) * 0.99 + 0.1);
      end[k] = (float) Math.min(body.cage() * 0.62, 3.0 + 0.75 * k);
      half[k] = (float) (body.scale() * (k == 0 ? 0.75 : draw.normal(0.62, 0.03, 0.5, 0.75)));
    }
    for (int i = 0; i <= STEPS; i++) {
      double t = Math.sqrt(i / (double) STEPS) * 1.15;
      double cortex = 0.55 * Math.exp(-(t - 0.86) * (t - 0.86) / 0.02);
      double marrow = t < 1 ? 0.62 * Math.sqrt(1 - t * t * t * t) : 0;
      wall[i] = (float) (0.23 * body.bone() * (cortex + marrow));
    }
  }

  @Override
  public float at(float x, float y) {
    float m = Math.abs(x);
    float level = y - tilt * m;
    float sum = 0;
    for (int k = 0; k < RIBS; k++) {
      float dy = level - top[k] - b[k];
      if (dy > -b[k] - 1 && dy < b[k] + 1 && m < a[k] + 1) {
        sum += rib(k, m, dy);
      }
    }
    return sum;
  }

  private float rib(int k, float m, float dy) {
    float u = m / a[k];
    float v = dy / b[k];
    float g = u * u + v * v - 1;
    float gx = u / a[k];
    float gy = v / b[k];
    float slope = 4 * (gx * gx + gy * gy);
    float h = half[k];
    float q = g * g / (slope * h * h);
    if (q >= 1.32f) {
      return 0;
    }
    float value = wall[(int) (q / 1.3225f * STEPS)];
    value *= 1 + 0.9f * u * u * u * u; // along the ray at the side of the chest
    if (dy > 0) { // anterior
      value *= 0.8f * Structure.smooth(end[k] - 0.8f, end[k] + 0.8f, m);
      if (k > 7) {
        value *= Structure.smooth(0.8f, 0.97f, u);
      }
    } else {
      value *= Structure.smooth(1.4f, 2.4f, m);
    }
    return value;
  }
}
