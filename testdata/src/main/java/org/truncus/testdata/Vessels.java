package org.truncus.testdata;

/**
 * Branching vessels of both lungs, from the hila outwards: path length of blood in cm, drawn into a
 * map.
 */
final class Vessels {
  private final Canvas canvas;
  private final float[] map;
  private final Draw draw;
  private final double reach;

  private Vessels(Canvas canvas, Draw draw, double reach) {
    this.canvas = canvas;
    this.map = new float[canvas.width() * canvas.height()];
    this.draw = draw;
    this.reach = reach;
  }

  /** The frontal tree, the same for every image of a body but for its place. */
  static float[] frontal(Anatomy body, Canvas canvas, double stretch) {
    Vessels vessels = new Vessels(canvas, Draw.of(body.key(), 0x7E55E1), body.cage());
    double size = vessels.draw.normal(1, 0.12, 0.75, 1.3);
    for (int side = -1; side <= 1; side += 2) {
      double hilumY = (side < 0 ? 11.0 : 10.2) * stretch;
      vessels.hilum(side, hilumY, size);
    }
    return vessels.map;
  }

  /** The tree of a lateral view around one hilum. */
  static float[] lateral(Anatomy body, Canvas canvas, double hilumX, double hilumY) {
    Vessels vessels = new Vessels(canvas, Draw.of(body.key(), 0x7E551A), body.cage());
    for (int i = 0; i < 14; i++) {
      double angle = i * Math.PI / 7 + vessels.draw.normal(0, 0.15);
      double out = vessels.draw.uniform(0.3, 1.6);
      double size = vessels.draw.uniform(0.18, 0.4);
      double x = hilumX + out * Math.cos(angle);
      vessels.branch(x, hilumY + 1.4 * out * Math.sin(angle), angle, size, 2.6, 0);
    }
    vessels.stroke(hilumX - 0.6, hilumY - 0.8, hilumX + 0.5, hilumY + 0.9, 1.0, 1.1);
    vessels.stroke(hilumX + 0.5, hilumY + 0.9, hilumX + 1.4, hilumY + 3.2, 0.9, 0.5);
    return vessels.map;
  }

  private void hilum(int side, double y, double size) {
    double x = side * 3.7;
    stroke(x, y - 1.2, x + side * 0.7, y + 0.8, 0.9 * size, 1.0 * size);
    stroke(x + side * 0.7, y + 0.6, x + side * 1.0, y + 4.2, 0.85 * size, 0.55 * size);
    double[] directions = {-1.25, -0.9, -0.55, -0.2, 0.15, 0.5, 0.8, 1.1, 1.35};
    for (double direction : directions) {
      double angle = direction + draw.normal(0, 0.1);
      double start = direction > 0.4 ? 2.2 : 0;
      branch(
          x + side * 0.6,
          y + start,
          side > 0 ? angle : Math.PI - angle,
          size * (direction > 0 ? 0.42 : 0.32),
          2.6,
          0);
    }
  }

  private void branch(double x, double y, double angle, double radius, double length, int depth) {
    if (radius < 0.045 || depth > 6 || Math.abs(x) > reach || y < 1) {
      return;
    }
    double bent = angle + draw.normal(0, 0.12);
    double x1 = x + length * Math.cos(bent);
    double y1 = y + length * Math.sin(bent);
    stroke(x, y, x1, y1, radius, radius * 0.82);
    double fork = draw.uniform(0.25, 0.55);
    branch(x1, y1, bent + fork * draw.uniform(0.3, 0.8), radius * 0.78, length * 0.88, depth + 1);
    branch(x1, y1, bent - fork, radius * draw.uniform(0.5, 0.72), length * 0.84, depth + 1);
  }

  private void stroke(double x0, double y0, double x1, double y1, double r0, double r1) {
    new Stroke(x0, y0, x1, y1, r0, r1).draw(canvas, map, 1);
  }
}
