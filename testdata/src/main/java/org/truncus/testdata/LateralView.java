package org.truncus.testdata;

/**
 * A left lateral chest: sternum to the left of the image, spine to the right. Simpler than the
 * frontal one.
 */
final class LateralView {
  private final Anatomy body;
  private final NoiseTile noise;
  private final Lesions lesions;
  private final LateralBones bones;
  private final Profile front;
  private final Profile back;
  private final Profile lungFront;
  private final Profile lungBack;
  private final float dome;
  private final float heartX;
  private final float heartY;
  private final float heartA;
  private final float heartB;
  private final float fluidTop;
  private final Stroke[] arms;

  LateralView(Anatomy body, NoiseTile noise, Draw position) {
    this.body = body;
    this.noise = noise;
    double s = body.scale();
    double fat = body.habitus();
    double inspiration = position.normal(1, 0.03, 0.9, 1.06);
    dome = (float) (body.height() * inspiration);
    lungFront =
        Profile.through(
            0, -1, 1, -3.2 * s, 3, -5.4 * s, 8, -8.6 * s, 14, -10 * s, 22, -10.2 * s, 30, -9.6 * s);
    lungBack =
        Profile.through(
            0, 2.5, 1, 5.2 * s, 4, 8.9 * s, 10, 11.3 * s, 18, 11.9 * s, 24, 11.2 * s, 30, 10 * s);
    double breast = body.female() ? 1.2 + 0.4 * fat : 0.3;
    front =
        Profile.through(
            -14,
            -3.5,
            -6,
            -4,
            -1,
            -6.2,
            3,
            -8 * s - fat * 0.8,
            8,
            -10.6 * s - fat * 0.8,
            14,
            -11.6 * s - fat * 0.6 - breast,
            18,
            -11.8 * s - fat * 0.6 - 0.8 * breast,
            24,
            -11.6 * s - fat,
            36,
            -11.5 * s - 1.6 * fat);
    back =
        Profile.through(
            -14,
            5,
            -6,
            6,
            -1,
            9.5,
            4,
            12 * s + fat * 0.7,
            10,
            13.6 * s + fat * 0.7,
            18,
            13.8 * s + fat * 0.6,
            26,
            12.6 * s + fat * 0.7,
            36,
            12 * s + fat);
    heartA = (float) (body.ratio() * body.cage() * 1.12);
    heartB = heartA * 0.72f;
    heartX = (float) (-10 * s + 0.86 * heartA);
    heartY = dome + 1.2f - 0.86f * heartB;
    fluidTop = body.fluid() > 0 ? dome + 6.2f - (float) body.fluid() : 99;
    lesions = new Lesions(body, noise, true, inspiration);
    bones = new LateralBones(body);
    double lift = position.normal(0, 1);
    arms =
        new Stroke[] {
          new Stroke(1.5 + lift, 1, -7 + lift, -12, 5.5, 4.6),
          new Stroke(3 + lift, 0.5, -4 + lift, -13, 5.3, 4.5)
        };
  }

  /** Attenuation, ln(I0/I), of every pixel, {@code [height * width]}. */
  float[] attenuation(Canvas canvas) {
    float[] vessels = Vessels.lateral(body, canvas, 0.5, 10.8 * dome / 20.5);
    float[] map = new float[canvas.width() * canvas.height()];
    for (int row = 0; row < canvas.height(); row++) {
      for (int column = 0; column < canvas.width(); column++) {
        int i = row * canvas.width() + column;
        map[i] = ray(canvas.x(column, row), canvas.y(column, row), vessels[i]);
      }
    }
    return map;
  }

  private float ray(float x, float y, float vessel) {
    float soft = tissue(x, y);
    if (soft <= 0) {
      return 0;
    }
    float texture = noise.smooth(x * 0.5f + body.key() % 89, y * 0.5f);
    float value = FrontalView.SOFT * soft * (1 + 0.01f * texture);
    float air = lungs(x, y);
    if (air > 0) {
      float inside = Math.min(1, air / 8);
      float fine = noise.smooth(x * 2.3f + 11, y * 2.3f) + 0.7f * noise.smooth(x * 5 + 70, y * 5);
      value +=
          -FrontalView.AIR * air
              + inside * (0.12f * vessel + 0.85f * lesions.at(x, y) + 0.02f * fine);
      value += inside * 0.03f * texture;
    }
    float wind = x - (2.2f + 0.16f * y);
    value -=
        0.22f
            * Structure.dome(wind * wind)
            * Structure.smooth(-7, -4, y)
            * Structure.smooth(10.5f, 9, y);
    return value + bones.at(x, y);
  }

  private float tissue(float x, float y) {
    float from = front.at(y);
    float to = back.at(y);
    float middle = (from + to) / 2;
    float q = (x - middle) / ((to - from) / 2);
    float width = 11.5f + 9.5f * Structure.smooth(-4, 8, y) + 1.2f * (float) body.habitus();
    float trunk = width * Structure.dome(q * q * (0.3f + 0.7f * q * q));
    float arm = Math.max(arms[0].chord(x, y), arms[1].chord(x, y));
    arm *= Structure.smooth(6.5f, 1.5f, y);
    return Math.max(trunk, arm) + 0.4f * Math.min(trunk, arm);
  }

  private float lungs(float x, float y) {
    float fromFront = x - lungFront.at(y);
    float toBack = lungBack.at(y) - x;
    if (y < 0 || fromFront <= 0 || toBack <= 0) {
      return 0;
    }
    float edge = Structure.smooth(0, 2.2f, fromFront) * Structure.smooth(-0.8f, 3.4f, toBack);
    float air = 16.5f * Structure.smooth(-1, 8, y) * edge;
    float u = (x - heartX) / heartA;
    float v = (y - heartY) / heartB;
    float c = 0.88f * u + 0.47f * v;
    float d = 0.88f * v - 0.47f * u;
    air -= 9.5f * Structure.dome(c * c + d * d);
    air -= 4.5f * Structure.smooth(-9.5f, -4, -Math.abs(x - 0.8f) - 4) * Structure.smooth(13, 7, y);
    float right = 0.52f * (1 - Structure.smooth(-0.3f, 0.3f, y - diaphragm(x, 0)));
    float left =
        0.48f * (1 - Structure.smooth(-0.3f, 0.3f, y - diaphragm(x, (float) body.leftDome())));
    float dry =
        1
            - 0.75f
                * Structure.smooth(
                    -0.8f, 0.8f, y - fluidTop - 2 + 3 * (float) Math.exp(-toBack / 1.5f));
    return Math.max(0, air) * (right + left) * dry;
  }

  private float diaphragm(float x, float lower) {
    float u = (x + 3.5f) / 13.5f;
    return dome + lower + (u > 0 ? 5.6f * u * u : 4.5f * u * u);
  }
}
