package org.truncus.testdata;

/** Gas below the diaphragm of a frontal view: path length of air, cm. */
final class Abdomen implements Structure {
  private final float x;
  private final float y;
  private final float radius;
  private final float[] colon;

  Abdomen(Anatomy body, Lungs lungs) {
    Draw draw = Draw.of(body.key(), 0xAB);
    radius = (float) body.bubble();
    x = (float) draw.normal(0.5 * body.cage(), 0.6);
    y = lungs.leftDome() + 1.1f + 0.75f * radius;
    colon = new float[9];
    for (int i = 0; i < 3; i++) {
      colon[3 * i] =
          (float) draw.uniform(0.3, 0.85) * (float) body.cage() * (draw.chance(0.75) ? 1 : -1);
      colon[3 * i + 1] = lungs.leftDome() + (float) draw.uniform(6, 10);
      colon[3 * i + 2] = (float) draw.uniform(0.8, 2.2);
    }
  }

  @Override
  public float at(float px, float py) {
    float sum = 0;
    if (radius > 0) {
      sum += bubble(px - x, py - y, radius * 1.45f, radius * 0.8f) * radius * 1.1f;
    }
    for (int i = 0; i < colon.length; i += 3) {
      float r = colon[i + 2];
      sum += 0.6f * r * bubble(px - colon[i], py - colon[i + 1], 1.25f * r, r);
    }
    return sum;
  }

  private static float bubble(float dx, float dy, float a, float b) {
    float u = dx / a;
    float v = dy / b;
    return Structure.dome(u * u + v * v);
  }
}
