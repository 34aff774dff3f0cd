package org.truncus.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A plot of lines and points over two axes, with bands, reference lines and a legend below. Built
 * step by step, not thread-safe.
 *
 * <p>Example: {@code new LinePlot("Loss", Axis.fitting("epoch", 1, 20), Axis.fitting("loss", 0,
 * 2)).line("train", epochs, losses).figure()}.
 */
public final class LinePlot {

  private static final double HEIGHT = 300;
  private static final double LOW = 190;
  private static final double ROW = 20;
  private static final double BAND_OPACITY = 0.18;

  private enum Form {
    LINE,
    FAINT,
    POINTS,
    REFERENCE,
    BAND
  }

  private record Series(
      String name, Form form, int colour, List<Double> xs, List<Double> ys, Band band) {}

  private record Band(List<Double> low, List<Double> high) {}

  private final String title;
  private final Axis x;
  private final Axis y;
  private final List<Series> series = new ArrayList<>();
  private Layout layout = Layout.REGULAR;
  private String subtitle = "";
  private double height = HEIGHT;
  private boolean square;
  private int colours;

  /** An empty plot. */
  public LinePlot(String title, Axis x, Axis y) {
    this.title = title;
    this.x = x;
    this.y = y;
  }

  /** Makes the plotting area as high as it is wide: for axes of the same unit. */
  public LinePlot square() {
    square = true;
    return this;
  }

  /** Makes the plotting area lower than usual. */
  public LinePlot low() {
    height = LOW;
    return this;
  }

  /**
   * Makes the plot so small that four stand beside each other, without a legend.
   *
   * @param text in its place, below the title
   */
  public LinePlot small(String text) {
    layout = Layout.SMALL;
    subtitle = text;
    return this;
  }

  /** Adds a line; it is broken where a value is NaN. */
  public LinePlot line(String name, double[] xs, double[] ys) {
    return add(name, Form.LINE, xs, ys, null);
  }

  /** Adds a line with a shaded band from {@code low} to {@code high}. */
  public LinePlot line(String name, double[] xs, double[] ys, double[] low, double[] high) {
    sameLength(xs, low);
    sameLength(xs, high);
    return add(name, Form.LINE, xs, ys, new Band(list(low), list(high)));
  }

  /**
   * Adds a shaded band of other abscissas to the line added as number {@code of}, from 0. Points
   * with NaN are left out.
   *
   * @param name in the legend; empty for no entry
   */
  public LinePlot band(String name, int of, double[] xs, double[] low, double[] high) {
    sameLength(xs, low);
    sameLength(xs, high);
    series.add(
        new Series(name, Form.BAND, of, list(xs), list(xs), new Band(list(low), list(high))));
    return this;
  }

  /** Adds a thin grey line, as one of many; without a name it has no entry in the legend. */
  public LinePlot faint(String name, double[] xs, double[] ys) {
    return add(name, Form.FAINT, xs, ys, null);
  }

  /** Adds dots with vertical bars from {@code low} to {@code high}. */
  public LinePlot points(String name, double[] xs, double[] ys, double[] low, double[] high) {
    sameLength(xs, low);
    sameLength(xs, high);
    return add(name, Form.POINTS, xs, ys, new Band(list(low), list(high)));
  }

  /** Adds dots. */
  public LinePlot points(String name, double[] xs, double[] ys) {
    return add(name, Form.POINTS, xs, ys, null);
  }

  /** Adds a thin dashed line between two points, such as chance or no skill. */
  public LinePlot reference(String name, double x1, double y1, double x2, double y2) {
    return add(name, Form.REFERENCE, new double[] {x1, x2}, new double[] {y1, y2}, null);
  }

  /**
   * Adds a thin dashed line in the colour of the line or points added as number {@code of}, from 0.
   */
  public LinePlot reference(String name, int of, double x1, double y1, double x2, double y2) {
    series.add(new Series(name, Form.REFERENCE, of, List.of(x1, x2), List.of(y1, y2), null));
    return this;
  }

  private LinePlot add(String name, Form form, double[] xs, double[] ys, Band band) {
    sameLength(xs, ys);
    int colour = form == Form.REFERENCE || form == Form.FAINT ? -1 : colours++;
    series.add(new Series(name, form, colour, list(xs), list(ys), band));
    return this;
  }

  /** Draws it. */
  public Figure figure() {
    long named = series.stream().filter(s -> !s.name().isEmpty()).count();
    boolean small = layout.equals(Layout.SMALL);
    double plotHeight = square || small ? layout.plotWidth() : height;
    Frame frame = new Frame(layout, title, subtitle, x, y, plotHeight, small ? 0 : named * ROW + 4);
    Svg svg = new Svg();
    frame.begin(svg, clipId(), true);
    series.stream().filter(s -> s.form() == Form.REFERENCE).forEach(s -> reference(svg, frame, s));
    series.stream().filter(s -> s.band() != null).forEach(s -> band(svg, frame, s));
    series.stream().filter(s -> s.form() == Form.FAINT).forEach(s -> faint(svg, frame, s));
    series.stream().filter(s -> s.form() == Form.LINE).forEach(s -> line(svg, frame, s));
    series.stream().filter(s -> s.form() == Form.POINTS).forEach(s -> points(svg, frame, s));
    frame.end(svg);
    if (!small) {
      legend(svg, frame);
    }
    return new Figure(title, svg.close("svg").toString());
  }

  /** Ids are shared by the whole page, so it is made from what is drawn. */
  private String clipId() {
    List<Object> drawn = new ArrayList<>(List.of(title, x, y));
    for (Series s : series) {
      drawn.addAll(List.of(s.name(), s.form().name(), s.xs(), s.ys()));
      drawn.add(s.band());
    }
    return "clip-" + Integer.toHexString(drawn.hashCode());
  }

  private static void faint(Svg svg, Frame frame, Series s) {
    svg.empty("path", "class", "faint", "d", path(frame, s.xs(), s.ys()));
  }

  private void reference(Svg svg, Frame frame, Series s) {
    svg.empty("path", "class", "reference", "style", stroke(s), "d", path(frame, s.xs(), s.ys()));
  }

  /** A reference line is grey unless it belongs to a series. */
  private static String stroke(Series s) {
    return s.colour() < 0 ? "" : "stroke:" + Palette.colour(s.colour()) + ";stroke-opacity:.8";
  }

  private void line(Svg svg, Frame frame, Series s) {
    String dash = Palette.dash(s.colour());
    svg.empty(
        "path",
        "class",
        "line",
        "stroke",
        Palette.colour(s.colour()),
        "stroke-dasharray",
        dash.isEmpty() ? "none" : dash,
        "d",
        path(frame, s.xs(), s.ys()));
  }

  private void band(Svg svg, Frame frame, Series s) {
    if (s.form() == Form.POINTS) {
      for (int i = 0; i < s.xs().size(); i++) {
        double at = frame.px(s.xs().get(i));
        svg.empty(
            "line",
            "stroke",
            Palette.colour(s.colour()),
            "stroke-width",
            1.5,
            "x1",
            at,
            "x2",
            at,
            "y1",
            frame.py(s.band().low().get(i)),
            "y2",
            frame.py(s.band().high().get(i)));
      }
      return;
    }
    Polyline outline = new Polyline();
    for (int i = 0; i < s.xs().size(); i++) {
      outline.add(frame.px(s.xs().get(i)), frame.py(s.band().high().get(i)));
    }
    for (int i = s.xs().size() - 1; i >= 0; i--) {
      outline.add(frame.px(s.xs().get(i)), frame.py(s.band().low().get(i)));
    }
    svg.empty(
        "path",
        "fill",
        Palette.colour(s.colour()),
        "fill-opacity",
        BAND_OPACITY,
        "d",
        outline.closed());
  }

  private void points(Svg svg, Frame frame, Series s) {
    for (int i = 0; i < s.xs().size(); i++) {
      if (Double.isFinite(s.ys().get(i))) {
        svg.empty(
            "circle",
            "fill",
            Palette.colour(s.colour()),
            "cx",
            frame.px(s.xs().get(i)),
            "cy",
            frame.py(s.ys().get(i)),
            "r",
            3.5);
      }
    }
  }

  private static String path(Frame frame, List<Double> xs, List<Double> ys) {
    Polyline line = new Polyline();
    for (int i = 0; i < xs.size(); i++) {
      line.add(frame.px(xs.get(i)), frame.py(ys.get(i)));
    }
    return line.open();
  }

  private void legend(Svg svg, Frame frame) {
    double at = frame.legendTop() + 8;
    for (Series s : series) {
      if (s.name().isEmpty()) {
        continue;
      }
      Series sample =
          new Series(s.name(), s.form(), s.colour(), List.of(0.0, 1.0), List.of(0.0, 0.0), null);
      key(svg, sample, frame.left(), at - 4);
      svg.text("text", s.name(), "x", frame.left() + 38, "y", at);
      at += ROW;
    }
  }

  private static void key(Svg svg, Series s, double left, double at) {
    if (s.form() == Form.POINTS) {
      svg.empty("circle", "fill", Palette.colour(s.colour()), "cx", left + 15, "cy", at, "r", 3.5);
      return;
    }
    if (s.form() == Form.BAND) {
      svg.empty(
          "rect",
          "fill",
          Palette.colour(s.colour()),
          "fill-opacity",
          BAND_OPACITY,
          "x",
          left,
          "y",
          at - 6,
          "width",
          30.0,
          "height",
          12.0);
      return;
    }
    String d = "M" + Svg.number(left) + " " + Svg.number(at) + "h30";
    if (s.form() == Form.REFERENCE) {
      svg.empty("path", "class", "reference", "style", stroke(s), "d", d);
    } else if (s.form() == Form.FAINT) {
      svg.empty("path", "class", "faint", "d", d);
    } else {
      String dash = Palette.dash(s.colour());
      svg.empty(
          "path",
          "class",
          "line",
          "stroke",
          Palette.colour(s.colour()),
          "stroke-dasharray",
          dash.isEmpty() ? "none" : dash,
          "d",
          d);
    }
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static void sameLength(double[] xs, double[] ys) {
    if (xs.length != ys.length) {
      throw new IllegalArgumentException(xs.length + " abscissas but " + ys.length + " values");
    }
  }
}
