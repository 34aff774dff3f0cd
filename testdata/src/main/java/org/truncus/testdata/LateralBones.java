package org.truncus.testdata;

/** Spine, sternum, ribs and scapular edges of a lateral view: attenuation. */
final class LateralBones implements Structure {
  private final float bone;
  private final float spacing;
  private final float scale;
  private final Profile spine;
  private final Profile sternum;

  LateralBones(Anatomy body) {
    bone = (float) body.bone();
    scale = (float) body.scale();
    spacing = (float) (2.32 * body.height() / 20.5);
    double s = body.scale();
    spine =
        Profile.through(
            -14, 4, -4, 4.6, 2, 6.3 * s, 8, 8.3 * s, 14, 8.9 * s, 22, 8.0 * s, 34, 6.0 * s);
    sternum = Profile.through(2, -5.4 * s, 6, -8.2 * s, 12, -10 * s, 18, -10.6 * s);
  }

  @Override
  public float at(float x, float y) {
    return bone * (spine(x, y) + sternum(x, y) + ribs(x, y));
  }

  private float spine(float x, float y) {
    float dx = x - spine.at(y);
    if (Math.abs(dx) > 4.5f) {
      return 0;
    }
    float phase = (y + 20 - 0.12f * dx) / spacing;
    float part = Math.abs(phase - (float) Math.floor(phase) - 0.5f) * 2;
    float half = 1.55f + 0.02f * y + 0.18f * part * part;
    float in = Structure.smooth(-0.15f, 0.15f, half - Math.abs(dx));
    float plate = Structure.smooth(0.9f, 0.75f, part);
    float rim = Structure.smooth(0.5f, 0.72f, part) * plate;
    float value = in * (0.16f + 0.26f * plate + 0.16f * rim);
    float arch = (dx - 2.9f) / 1.2f;
    return value + 0.16f * Structure.dome(arch * arch) * (0.55f + 0.45f * plate);
  }

  private float sternum(float x, float y) {
    float t = (x - sternum.at(y)) / 0.7f;
    float q = t * t;
    if (q > 1 || y < 2 || y > 19) {
      return 0;
    }
    return 0.3f * Structure.dome(q) * Structure.smooth(2, 3, y) * Structure.smooth(19, 17, y);
  }

  private float ribs(float x, float y) {
    float value = 0;
    for (int side = 0; side < 2; side++) {
      float u = (x + 10.5f * scale) / (20f * scale);
      if (u < 0.06f || u > 1) {
        continue;
      }
      float bend = 8.2f * (1 - u) - 2.6f * (float) Math.sin(Math.PI * u);
      float phase = (y - bend + 3 + 0.75f * side) / spacing;
      float part = (phase - (float) Math.floor(phase) - 0.5f) * 2;
      float t = part / (side == 0 ? 0.44f : 0.54f);
      float q = t * t;
      if (phase > 1 && phase < 10.5f && q < 1) {
        float cortex = (float) Math.exp(-(q - 0.72f) * (q - 0.72f) / 0.05f);
        value += 0.085f * (Structure.dome(q) + 0.8f * cortex) * Structure.smooth(0.06f, 0.2f, u);
      }
    }
    return value;
  }
}
