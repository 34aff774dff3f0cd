package org.truncus.testdata;

/**
 * A straight round limb, bone or vessel between two points, its radius changing evenly; cm.
 * Immutable.
 */
final class Stroke {
  private final float x0;
  private final float y0;
  private final float dx;
  private final float dy;
  private final float inverse;
  private final float r0;
  private final float r1;

  Stroke(double x0, double y0, double x1, double y1, double r0, double r1) {
    this.x0 = (float) x0;
    this.y0 = (float) y0;
    this.dx = (float) (x1 - x0);
    this.dy = (float) (y1 - y0);
    this.inverse = (float) (1 / Math.max(1e-9, (x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)));
    this.r0 = (float) r0;
    this.r1 = (float) r1;
  }

  /** Squared distance from the axis over the squared radius there: below 1 inside. */
  float q(float x, float y) {
    float px = x - x0;
    float py = y - y0;
    float t = Math.max(0, Math.min(1, (px * dx + py * dy) * inverse));
    float ex = px - t * dx;
    float ey = py - t * dy;
    float r = r0 + t * (r1 - r0);
    return (ex * ex + ey * ey) / (r * r);
  }

  /** Path length through it, cm. */
  float chord(float x, float y) {
    return 2 * Math.max(r0, r1) * Structure.dome(q(x, y));
  }

  /** Adds {@code gain} times the path length in cm to the pixels of a map on this canvas. */
  void draw(Canvas canvas, float[] map, float gain) {
    float r = Math.max(r0, r1);
    float reach = r / canvas.pitch() + 1.5f;
    float c0 = canvas.column(x0, y0);
    float c1 = canvas.column(x0 + dx, y0 + dy);
    float row0 = canvas.row(x0, y0);
    float row1 = canvas.row(x0 + dx, y0 + dy);
    int left = Math.max(0, (int) (Math.min(c0, c1) - reach));
    int right = Math.min(canvas.width() - 1, (int) (Math.max(c0, c1) + reach));
    int top = Math.max(0, (int) (Math.min(row0, row1) - reach));
    int bottom = Math.min(canvas.height() - 1, (int) (Math.max(row0, row1) + reach));
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        float q = q(canvas.x(column, row), canvas.y(column, row));
        if (q < 1) {
          map[row * canvas.width() + column] += gain * 2 * r * (float) Math.sqrt(1 - q);
        }
      }
    }
  }
}
