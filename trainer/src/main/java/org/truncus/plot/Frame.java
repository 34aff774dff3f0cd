package org.truncus.plot;

/** The canvas of a plot: size, margins, axes with ticks, grid and titles. */
final class Frame {

  static final double WIDTH = 460;
  private static final double LEFT = 62;
  private static final double RIGHT = 16;
  private static final double TOP = 34;
  private static final double BOTTOM = 54;

  private static final String STYLE =
      """
      <style>
      .plot text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: currentColor; }
      .plot .title { font-size: 13.5px; font-weight: 600; }
      .plot .tick { font-size: 11px; fill-opacity: .72; font-variant-numeric: tabular-nums; }
      .plot .grid { stroke: currentColor; stroke-opacity: .12; stroke-width: 1; }
      .plot .axis { stroke: currentColor; stroke-opacity: .55; stroke-width: 1; fill: none; }
      .plot .reference { stroke: currentColor; stroke-opacity: .5; stroke-width: 1.2; stroke-dasharray: 4 4; fill: none; }
      .plot .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
      </style>
      """;

  private final String title;
  private final Axis x;
  private final Axis y;
  private final double plotHeight;
  private final double legendHeight;

  Frame(String title, Axis x, Axis y, double plotHeight, double legendHeight) {
    this.title = title;
    this.x = x;
    this.y = y;
    this.plotHeight = plotHeight;
    this.legendHeight = legendHeight;
  }

  double px(double value) {
    return LEFT + x.share(value) * plotWidth();
  }

  double py(double value) {
    return TOP + (1 - y.share(value)) * plotHeight;
  }

  double left() {
    return LEFT;
  }

  double right() {
    return LEFT + plotWidth();
  }

  double bottom() {
    return TOP + plotHeight;
  }

  double legendTop() {
    return bottom() + BOTTOM;
  }

  static double plotWidth() {
    return WIDTH - LEFT - RIGHT;
  }

  /** Opens the drawing and leaves a clipped group open for the content. */
  void begin(Svg svg, String clipId, boolean xTicks) {
    double height = legendTop() + legendHeight;
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "plot",
        "role",
        "img",
        "aria-label",
        title,
        "viewBox",
        "0 0 " + Svg.number(WIDTH) + " " + Svg.number(height),
        "width",
        WIDTH,
        "height",
        height);
    svg.raw(STYLE);
    svg.text("text", title, "class", "title", "x", LEFT, "y", 18.0);
    grid(svg, xTicks);
    svg.open("clipPath", "id", clipId)
        .empty(
            "rect",
            "x",
            LEFT - 1.5,
            "y",
            TOP - 1.5,
            "width",
            plotWidth() + 3,
            "height",
            plotHeight + 3)
        .close("clipPath");
    svg.open("g", "clip-path", "url(#" + clipId + ")");
  }

  /** Closes the group of the content; a legend may follow, then {@code </svg>}. */
  void end(Svg svg) {
    svg.close("g");
    svg.empty("path", "class", "axis", "d", path(LEFT, TOP) + vertical(bottom()) + horizontal());
    svg.text(
        "text",
        x.title(),
        "x",
        LEFT + plotWidth() / 2,
        "y",
        bottom() + 38,
        "text-anchor",
        "middle");
    double middle = TOP + plotHeight / 2;
    svg.text(
        "text",
        y.title(),
        "x",
        16.0,
        "y",
        middle,
        "text-anchor",
        "middle",
        "transform",
        "rotate(-90 16 " + Svg.number(middle) + ")");
  }

  private static String path(double px, double py) {
    return "M" + Svg.number(px) + " " + Svg.number(py);
  }

  private static String vertical(double py) {
    return "V" + Svg.number(py);
  }

  private String horizontal() {
    return "H" + Svg.number(right());
  }

  private void grid(Svg svg, boolean xTicks) {
    for (double tick : y.ticks()) {
      double at = py(tick);
      svg.empty("line", "class", "grid", "x1", LEFT, "x2", right(), "y1", at, "y2", at);
      svg.text(
          "text", y.label(tick), "class", "tick", "x", LEFT - 7, "y", at + 4, "text-anchor", "end");
    }
    if (xTicks) {
      for (double tick : x.ticks()) {
        double at = px(tick);
        svg.empty("line", "class", "grid", "x1", at, "x2", at, "y1", TOP, "y2", bottom());
        xLabel(svg, at, x.label(tick));
      }
    }
  }

  void xLabel(Svg svg, double at, String label) {
    svg.text("text", label, "class", "tick", "x", at, "y", bottom() + 17, "text-anchor", "middle");
  }
}
