package org.truncus.plot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Boxes beside each other, one a category, coloured by group, each with a grey one behind it for
 * what chance would give. Built step by step, not thread-safe.
 */
public final class BoxPlot {

  private static final double HEIGHT = 260;
  private static final double ROW = 20;
  private static final int MOST_LABELS = 18;

  /**
   * Five numbers in ascending order; nothing is drawn of one with NaN.
   *
   * @param low lower whisker
   * @param q1 lower quartile
   * @param median the line in the box
   * @param q3 upper quartile
   * @param high upper whisker
   */
  public record Box(double low, double q1, double median, double q3, double high) {}

  private record Entry(String category, String group, Box box, Box chance) {}

  private final String title;
  private final String xTitle;
  private final Axis y;
  private final List<Entry> entries = new ArrayList<>();

  /** An empty plot. */
  public BoxPlot(String title, String xTitle, Axis y) {
    this.title = title;
    this.xTitle = xTitle;
    this.y = y;
  }

  /**
   * Adds a category to the right.
   *
   * @param group decides the colour and stands in the legend
   * @param chance drawn in grey behind it
   */
  public BoxPlot box(String category, String group, Box box, Box chance) {
    entries.add(new Entry(category, group, box, chance));
    return this;
  }

  /** Draws it. */
  public Figure figure() {
    List<String> groups =
        new ArrayList<>(new LinkedHashSet<>(entries.stream().map(Entry::group).toList()));
    Axis x = new Axis(xTitle, 0, Math.max(1, entries.size()));
    Frame frame = new Frame(title, x, y, HEIGHT, (groups.size() + 1) * ROW + 4);
    Svg svg = new Svg();
    frame.begin(svg, "clip-" + Integer.toHexString((title + entries).hashCode()), false);
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      String colour = Palette.colour(groups.indexOf(entry.group()));
      draw(svg, frame, i, 0.84, "currentColor", 0.22, entry.chance());
      draw(svg, frame, i, 0.5, colour, 0.75, entry.box());
    }
    frame.end(svg);
    int every = 1 + (entries.size() - 1) / MOST_LABELS;
    for (int i = 0; i < entries.size(); i += every) {
      frame.xLabel(svg, frame.px(i + 0.5), entries.get(i).category());
    }
    legend(svg, frame, groups);
    return new Figure(title, svg.close("svg").toString());
  }

  private static void draw(
      Svg svg, Frame frame, int at, double width, String colour, double opacity, Box box) {
    if (Double.isNaN(box.low() + box.q1() + box.median() + box.q3() + box.high())) {
      return;
    }
    double left = frame.px(at + 0.5 - width / 2);
    double right = frame.px(at + 0.5 + width / 2);
    double middle = (left + right) / 2;
    stroke(svg, colour, 1.2, opacity, middle, frame.py(box.low()), middle, frame.py(box.high()));
    svg.empty(
        "rect",
        "fill",
        colour,
        "fill-opacity",
        opacity,
        "x",
        left,
        "y",
        frame.py(box.q3()),
        "width",
        right - left,
        "height",
        Math.max(1, frame.py(box.q1()) - frame.py(box.q3())));
    double median = frame.py(box.median());
    stroke(svg, "currentColor", 1.6, Math.max(opacity, 0.4), left, median, right, median);
  }

  private static void stroke(
      Svg svg,
      String colour,
      double width,
      double opacity,
      double x1,
      double y1,
      double x2,
      double y2) {
    svg.empty(
        "line",
        "stroke",
        colour,
        "stroke-width",
        width,
        "stroke-opacity",
        opacity,
        "x1",
        x1,
        "y1",
        y1,
        "x2",
        x2,
        "y2",
        y2);
  }

  private static void legend(Svg svg, Frame frame, List<String> groups) {
    double at = frame.legendTop() + 8;
    for (int g = 0; g < groups.size(); g++) {
      key(svg, frame, at, Palette.colour(g), 0.75, groups.get(g));
      at += ROW;
    }
    key(svg, frame, at, "currentColor", 0.22, "chance");
  }

  private static void key(
      Svg svg, Frame frame, double at, String colour, double opacity, String name) {
    svg.empty(
        "rect",
        "fill",
        colour,
        "fill-opacity",
        opacity,
        "x",
        frame.left(),
        "y",
        at - 10,
        "width",
        12.0,
        "height",
        12.0);
    svg.text("text", name, "x", frame.left() + 20, "y", at);
  }
}
