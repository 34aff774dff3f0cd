package org.truncus.testdata;

/** Soft irregular densities: attenuation, before it is confined to the lungs. */
final class Lesions implements Structure {
  private final Anatomy body;
  private final NoiseTile noise;
  private final boolean lateral;
  private final float stretch;
  private final float offset;

  /**
   * @param lateral whether depth stands in for the side
   * @param stretch vertical scale of the lungs in this image
   */
  Lesions(Anatomy body, NoiseTile noise, boolean lateral, double stretch) {
    this.body = body;
    this.noise = noise;
    this.lateral = lateral;
    this.stretch = (float) stretch;
    this.offset = body.key() % 251;
  }

  @Override
  public float at(float x, float y) {
    float sum = 0;
    for (Anatomy.Lesion lesion : body.opacities()) {
      float r = (float) lesion.radius();
      float dx = (float) ((x - (lateral ? lesion.depth() : lesion.x())) / (r * lesion.stretch()));
      float dy = (y - (float) lesion.y() * stretch) / r;
      float q = dx * dx + dy * dy;
      if (q < 5) {
        float rough = 0.28f * noise.smooth(offset + 2.6f * x / r, offset + 2.6f * y / r);
        float fine = 0.2f * noise.smooth(3 * offset + 3.1f * x, 3.1f * y);
        float edge = (float) Math.exp(-0.9f * q * (1 + rough));
        sum += (float) lesion.strength() * edge * Math.max(0, 1 + rough + fine);
      }
    }
    return sum;
  }
}
