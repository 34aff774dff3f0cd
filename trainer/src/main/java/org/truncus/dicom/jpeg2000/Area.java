package org.truncus.dicom.jpeg2000;

/**
 * A rectangle of integer coordinates.
 *
 * @param x0 left, inclusive
 * @param y0 top, inclusive
 * @param x1 right, exclusive
 * @param y1 bottom, exclusive
 */
record Area(int x0, int y0, int x1, int y1) {

  int width() {
    return Math.max(0, x1 - x0);
  }

  int height() {
    return Math.max(0, y1 - y0);
  }

  boolean isEmpty() {
    return width() == 0 || height() == 0;
  }

  /** What both have. */
  Area with(Area other) {
    return new Area(
        Math.max(x0, other.x0),
        Math.max(y0, other.y0),
        Math.min(x1, other.x1),
        Math.min(y1, other.y1));
  }

  /** On a grid coarser by a power of two, each end rounded up, shifted first. */
  Area reduced(int levels, long shiftX, long shiftY) {
    return new Area(
        up(x0 - shiftX, levels),
        up(y0 - shiftY, levels),
        up(x1 - shiftX, levels),
        up(y1 - shiftY, levels));
  }

  private static int up(long value, int levels) {
    return (int) ((value + (1L << levels) - 1) >> levels);
  }
}
