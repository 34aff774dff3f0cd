package org.truncus.testdata;

/**
 * Pixels with their place in the body: x in cm to the image's right (the patient's left) of the
 * midline, y in cm downwards from the lung apices; a rotation, a scale and a shift apart.
 *
 * <p>{@code x = originX + column * stepX - row * stepY}, {@code y = originY + column * stepY + row
 * * stepX}.
 */
record Canvas(int width, int height, float originX, float originY, float stepX, float stepY) {

  /** cm per pixel. */
  float pitch() {
    return (float) Math.hypot(stepX, stepY);
  }

  float x(float column, float row) {
    return originX + column * stepX - row * stepY;
  }

  float y(float column, float row) {
    return originY + column * stepY + row * stepX;
  }

  float column(float x, float y) {
    float square = stepX * stepX + stepY * stepY;
    return ((x - originX) * stepX + (y - originY) * stepY) / square;
  }

  float row(float x, float y) {
    float square = stepX * stepX + stepY * stepY;
    return ((y - originY) * stepX - (x - originX) * stepY) / square;
  }

  /** A canvas centred on (centreX, centreY) cm. */
  static Canvas centred(
      int width, int height, double centreX, double centreY, double pitch, double angle) {
    double c = Math.cos(angle) * pitch;
    double s = Math.sin(angle) * pitch;
    double x0 = centreX - (width - 1) / 2.0 * c + (height - 1) / 2.0 * s;
    double y0 = centreY - (width - 1) / 2.0 * s - (height - 1) / 2.0 * c;
    return new Canvas(width, height, (float) x0, (float) y0, (float) c, (float) s);
  }
}
