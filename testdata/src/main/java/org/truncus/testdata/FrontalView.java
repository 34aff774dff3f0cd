package org.truncus.testdata;

/** A frontal chest: adds up what the rays of one exposure pass through. */
final class FrontalView {
  static final float SOFT = 0.19f; // attenuation of soft tissue per cm, about 70 keV
  static final float AIR = 0.135f; // what a cm of aerated lung lacks against soft tissue

  private final Anatomy body;
  private final NoiseTile noise;
  private final double inspiration;
  private final Lungs lungs;
  private final SoftTissue tissue;
  private final RibCage ribs;
  private final Skeleton skeleton;
  private final Lesions lesions;
  private final Abdomen abdomen;
  private final float rotation;

  /**
   * @param body whose chest
   * @param noise shared texture
   * @param position draws of this image: inspiration, rotation of the patient, arms
   * @param antero whether the source stands before the patient (AP): the heart shows larger,
   *     inspiration is less
   */
  FrontalView(Anatomy body, NoiseTile noise, Draw position, boolean antero) {
    this.body = body;
    this.noise = noise;
    inspiration = position.normal(antero ? 0.93 : 1.0, 0.035, 0.82, 1.06);
    lungs = new Lungs(body, inspiration, antero ? 1.05 : 1.0);
    tissue = new SoftTissue(body, position);
    ribs = new RibCage(body, lungs);
    skeleton = new Skeleton(body, position);
    lesions = new Lesions(body, noise, false, inspiration);
    abdomen = new Abdomen(body, lungs);
    rotation = (float) position.normal(0, 0.25, -0.7, 0.7);
  }

  /** Attenuation, ln(I0/I), of every pixel, {@code [height * width]}. */
  float[] attenuation(Canvas canvas) {
    float[] vessels = Vessels.frontal(body, canvas, inspiration);
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
    float soft = tissue.at(x, y);
    if (soft <= 0) {
      return 0;
    }
    float texture = noise.smooth(x * 0.55f + body.key() % 97, y * 0.55f);
    float air = lungs.at(x, y);
    float value = SOFT * soft * (1 + 0.012f * texture);
    if (air > 0) {
      value += lung(x, y, air, texture, vessel);
    }
    value -= AIR * 1.3f * (airway(x, y) + abdomen.at(x, y));
    value += ribs.at(x, y);
    return value + skeleton.at(x + rotation * (y > 12 ? 0.4f : 1), y);
  }

  private float lung(float x, float y, float air, float texture, float vessel) {
    float inside = Math.min(1, air / 5f);
    float fine =
        noise.smooth(x * 2.1f, y * 2.1f + 31) + 0.7f * noise.smooth(x * 4.7f + 77, y * 4.7f);
    float tissueNoise = inside * (0.014f * fine + 0.022f * texture);
    return -AIR * air + inside * (0.17f * vessel + lesions.at(x, y)) + tissueNoise;
  }

  /** Trachea and main bronchi: path length of air, cm. */
  private float airway(float x, float y) {
    float shifted = x + rotation * 0.8f;
    if (y > 9.2f) {
      float m = Math.abs(shifted);
      float line = 9.2f + (m - 0.4f) * (shifted < 0 ? 0.95f : 0.6f);
      float t = (y - line - 0.3f) / 0.75f;
      return m < 4.2f ? 1.25f * Structure.dome(t * t) * Structure.smooth(4.2f, 2.5f, m) : 0;
    }
    float bend = -0.25f - 0.4f * Structure.smooth(3, 7.5f, y);
    float half = 0.95f + 0.5f * Structure.smooth(7.8f, 9.2f, y);
    float t = (shifted - bend) / half;
    return 2.3f * Structure.dome(t * t) * Structure.smooth(-9, -5, y);
  }
}
