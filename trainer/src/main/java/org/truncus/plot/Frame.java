package org.truncus.plot;

/** The canvas of a plot: size, margins, axes with ticks, grid and titles. */
final class Frame {

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
      .plot .faint { fill: none; stroke: currentColor; stroke-opacity: .3; stroke-width: 1; stroke-linejoin: round; }
      .small text { font-size: 11px; }
      .small .title { font-size: 12.5px; }
      .small .tick { font-size: 10px; }
      .small .line { stroke-width: 1.6; }
      </style>
      """;

  private final Layout layout;
  private final String title;
  private final String subtitle;
  private final Axis x;
  private final Axis y;
  private final double plotHeight;
  private final double legendHeight;

  Frame(String title, Axis x, Axis y, double plotHeight, double legendHeight) {
    this(Layout.REGULAR, title, "", x, y, plotHeight, legendHeight);
  }

  Frame(
      Layout layout,
      String title,
      String subtitle,
      Axis x,
      Axis y,
      double plotHeight,
      double legendHeight) {
    this.layout = layout;
    this.title = title;
    this.subtitle = subtitle;
    this.x = x;
    this.y = y;
    this.plotHeight = plotHeight;
    this.legendHeight = legendHeight;
  }

  double px(double value) {
    return layout.left() + x.share(value) * layout.plotWidth();
  }

  double py(double value) {
    return layout.top() + (1 - y.share(value)) * plotHeight;
  }

  double left() {
    return layout.left();
  }

  double right() {
    return layout.left() + layout.plotWidth();
  }

  double bottom() {
    return layout.top() + plotHeight;
  }

  double legendTop() {
    return bottom() + layout.bottom();
  }

  /** Opens the drawing and leaves a clipped group open for the content. */
  void begin(Svg svg, String clipId, boolean xTicks) {
    double height = legendTop() + legendHeight;
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        layout.style(),
        "role",
        "img",
        "aria-label",
        subtitle.isEmpty() ? title : title + ", " + subtitle,
        "viewBox",
        "0 0 " + Svg.number(layout.width()) + " " + Svg.number(height),
        "width",
        layout.width(),
        "height",
        height);
    svg.raw(STYLE);
    svg.text("text", title, "class", "title", "x", layout.left(), "y", 18.0);
    if (!subtitle.isEmpty()) {
      svg.text("text", subtitle, "class", "tick", "x", layout.left(), "y", 33.0);
    }
    grid(svg, xTicks);
    svg.open("clipPath", "id", clipId)
        .empty(
            "rect",
            "x",
            layout.left() - 1.5,
            "y",
            layout.top() - 1.5,
            "width",
            layout.plotWidth() + 3,
            "height",
            plotHeight + 3)
        .close("clipPath");
    svg.open("g", "clip-path", "url(#" + clipId + ")");
  }

  /** Closes the group of the content; a legend may follow, then {@code </svg>}. */
  void end(Svg svg) {
    svg.close("g");
    svg.empty(
        "path",
        "class",
        "axis",
        "d",
        path(layout.left(), layout.top()) + vertical(bottom()) + horizontal());
    svg.text(
        "text",
        x.title(),
        "x",
        layout.left() + layout.plotWidth() / 2,
        "y",
        bottom() + layout.bottom() - 16,
        "text-anchor",
        "middle");
    double middle = layout.top() + plotHeight / 2;
    svg.text(
        "text",
        y.title(),
        "x",
        layout.axisTitle(),
        "y",
        middle,
        "text-anchor",
        "middle",
        "transform",
        "rotate(-90 %s %s)".formatted(Svg.number(layout.axisTitle()), Svg.number(middle)));
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
    for (double tick : y.ticks(layout.ticks())) {
      double at = py(tick);
      svg.empty("line", "class", "grid", "x1", layout.left(), "x2", right(), "y1", at, "y2", at);
      svg.text(
          "text",
          y.label(tick, layout.ticks()),
          "class",
          "tick",
          "x",
          layout.left() - 7,
          "y",
          at + 4,
          "text-anchor",
          "end");
    }
    if (xTicks) {
      for (double tick : x.ticks(layout.ticks())) {
        double at = px(tick);
        svg.empty("line", "class", "grid", "x1", at, "x2", at, "y1", layout.top(), "y2", bottom());
        xLabel(svg, at, x.label(tick, layout.ticks()));
      }
    }
  }

  void xLabel(Svg svg, double at, String label) {
    svg.text("text", label, "class", "tick", "x", at, "y", bottom() + 17, "text-anchor", "middle");
  }
}
