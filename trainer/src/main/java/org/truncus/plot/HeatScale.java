package org.truncus.plot;

/** The scale of colours beside heat maps. */
public final class HeatScale {

  private static final double WIDTH = 320;
  private static final int STEPS = 64;

  private HeatScale() {}

  /** A bar of all colours from the least to the most evidence of an image. */
  public static Figure figure() {
    Svg svg = new Svg();
    String title = "colours of the heat maps, from no evidence to the most in the image";
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
        "0 0 320 30",
        "width",
        WIDTH,
        "height",
        30.0);
    for (int i = 0; i < STEPS; i++) {
      svg.empty(
          "rect",
          "fill",
          HeatColours.css(i / (STEPS - 1.0)),
          "x",
          i * WIDTH / STEPS,
          "y",
          0.0,
          "width",
          WIDTH / STEPS + 0.5,
          "height",
          12.0);
    }
    String style = "font:12px system-ui,sans-serif;fill:currentColor";
    svg.text("text", "no evidence for the label", "style", style, "x", 0.0, "y", 26.0);
    svg.text(
        "text", "most in the image", "style", style, "x", WIDTH, "y", 26.0, "text-anchor", "end");
    return new Figure(title, svg.close("svg").toString());
  }
}
