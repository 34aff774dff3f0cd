package org.truncus.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Bars, several groups beside each other, with error bars where known. Built step by step, not
 * thread-safe.
 */
public final class BarPlot {

  private static final double HEIGHT = 260;
  private static final double ROW = 20;

  private record Group(String name, List<Bar> bars) {}

  /**
   * One bar.
   *
   * @param value its height; NaN draws nothing
   * @param low lower end of the error bar; NaN for none
   * @param high upper end of the error bar; NaN for none
   */
  public record Bar(double value, double low, double high) {

    /** A bar without an error bar. */
    public static Bar of(double value) {
      return new Bar(value, Double.NaN, Double.NaN);
    }
  }

  private final String title;
  private final List<String> categories;
  private final Axis x;
  private final Axis y;
  private final boolean histogram;
  private final List<Group> groups = new ArrayList<>();
  private double gap = 0.25;

  /**
   * An empty plot.
   *
   * @param xTitle what the categories are
   * @param categories in the order they are drawn
   */
  public BarPlot(String title, String xTitle, List<String> categories, Axis y) {
    this.title = title;
    this.x = new Axis(xTitle, 0, Math.max(1, categories.size()));
    this.categories = List.copyOf(categories);
    this.y = y;
    this.histogram = false;
  }

  /**
   * An empty histogram: equal bins of an axis in place of categories.
   *
   * @param bins how many
   */
  public BarPlot(String title, Axis x, int bins, Axis y) {
    this.title = title;
    this.x = x;
    this.categories = Collections.nCopies(bins, "");
    this.y = y;
    this.histogram = true;
  }

  /** Lets the bars touch, as in a histogram. */
  public BarPlot touching() {
    gap = 0.04;
    return this;
  }

  /** Adds a series: one bar for each category. */
  public BarPlot bars(String name, List<Bar> bars) {
    if (bars.size() != categories.size()) {
      throw new IllegalArgumentException(
          bars.size() + " bars for " + categories.size() + " categories");
    }
    groups.add(new Group(name, List.copyOf(bars)));
    return this;
  }

  /** Draws it. */
  public Figure figure() {
    long named = groups.stream().filter(group -> !group.name().isEmpty()).count();
    Frame frame = new Frame(title, x, y, HEIGHT, named * ROW + 4);
    Svg svg = new Svg();
    String id = "clip-" + Integer.toHexString((title + x + categories + groups + y).hashCode());
    frame.begin(svg, id, histogram);
    for (int g = 0; g < groups.size(); g++) {
      for (int c = 0; c < categories.size(); c++) {
        bar(svg, frame, g, c);
      }
    }
    frame.end(svg);
    int every = 1 + (categories.size() - 1) / 12;
    for (int c = 0; c < categories.size() && !histogram; c += every) {
      frame.xLabel(svg, px(frame, c + 0.5), categories.get(c));
    }
    legend(svg, frame);
    return new Figure(title, svg.close("svg").toString());
  }

  /** Where a category, or a share of it, lies along the axis. */
  private double px(Frame frame, double category) {
    return frame.px(x.low() + (x.high() - x.low()) * category / Math.max(1, categories.size()));
  }

  private void bar(Svg svg, Frame frame, int g, int c) {
    Bar bar = groups.get(g).bars().get(c);
    if (!Double.isFinite(bar.value())) {
      return;
    }
    double width = (1 - gap) / groups.size();
    double left = px(frame, c + gap / 2 + g * width);
    double right = px(frame, c + gap / 2 + (g + 1) * width);
    double zero = frame.py(Math.max(y.low(), Math.min(0, y.high())));
    double top = frame.py(bar.value());
    svg.empty(
        "rect",
        "fill",
        Palette.colour(g),
        "fill-opacity",
        0.85,
        "x",
        left,
        "y",
        Math.min(zero, top),
        "width",
        right - left - 1,
        "height",
        Math.abs(zero - top));
    if (Double.isFinite(bar.low()) && Double.isFinite(bar.high())) {
      double middle = (left + right - 1) / 2;
      svg.empty(
          "line",
          "stroke",
          "currentColor",
          "stroke-width",
          1.5,
          "x1",
          middle,
          "x2",
          middle,
          "y1",
          frame.py(bar.low()),
          "y2",
          frame.py(bar.high()));
    }
  }

  private void legend(Svg svg, Frame frame) {
    double at = frame.legendTop() + 8;
    for (int g = 0; g < groups.size(); g++) {
      if (!groups.get(g).name().isEmpty()) {
        svg.empty(
            "rect",
            "fill",
            Palette.colour(g),
            "fill-opacity",
            0.85,
            "x",
            frame.left(),
            "y",
            at - 10,
            "width",
            12.0,
            "height",
            12.0);
        svg.text("text", groups.get(g).name(), "x", frame.left() + 20, "y", at);
        at += ROW;
      }
    }
  }
}
