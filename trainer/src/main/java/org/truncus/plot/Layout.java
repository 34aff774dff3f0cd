package org.truncus.plot;

/**
 * How large a plot is.
 *
 * @param style classes of the {@code <svg>}
 * @param width of the drawing
 * @param left margin
 * @param right margin
 * @param top margin, with the title
 * @param bottom margin, with the title of the axis
 * @param ticks about how many an axis has
 */
record Layout(
    String style, double width, double left, double right, double top, double bottom, int ticks) {

  /** Two beside each other on a page. */
  static final Layout REGULAR = new Layout("plot", 460, 62, 16, 34, 54, 5);

  /** Four or more beside each other; with a line of text below the title. */
  static final Layout SMALL = new Layout("plot small", 232, 42, 10, 42, 48, 2);

  /** Where the title of the vertical axis runs. */
  double axisTitle() {
    return left / 4;
  }

  double plotWidth() {
    return width - left - right;
  }
}
