package org.truncus.plot;

import java.util.List;

/** A gallery of a page. */
public final class HtmlGallery {

  private HtmlGallery() {}

  /**
   * An image and what is made of it.
   *
   * @param image as it is
   * @param overlay the same with something drawn over it
   * @param alternative what the image shows, for those who can't see it
   * @param overlayAlternative what is drawn over it
   * @param heading short, set strongly
   * @param note below the heading; may be empty
   */
  public record Item(
      Picture image,
      Picture overlay,
      String alternative,
      String overlayAlternative,
      String heading,
      String note) {}

  /**
   * One image.
   *
   * @param image as it is
   * @param alternative what it shows, for those who can't see it
   * @param heading short, set strongly
   * @param note below the heading; may be empty
   */
  public record Tile(Picture image, String alternative, String heading, String note) {}

  static String tiles(List<Tile> tiles) {
    StringBuilder out = new StringBuilder("<div class=\"gallery\">\n");
    for (Tile tile : tiles) {
      out.append("<figure>\n").append(tile.image().img(tile.alternative()));
      caption(out, tile.heading(), tile.note());
    }
    return out.append("</div>\n").toString();
  }

  static String of(List<Item> items) {
    StringBuilder out = new StringBuilder("<div class=\"gallery\">\n");
    for (Item item : items) {
      out.append("<figure>\n<div class=\"pair\">");
      out.append(item.image().img(item.alternative()));
      out.append(item.overlay().img(item.overlayAlternative()));
      out.append("</div>");
      caption(out, item.heading(), item.note());
    }
    return out.append("</div>\n").toString();
  }

  private static void caption(StringBuilder out, String heading, String note) {
    out.append("\n<figcaption><strong>").append(Html.escape(heading)).append("</strong>");
    if (!note.isEmpty()) {
      out.append("<br>").append(Html.escape(note));
    }
    out.append("</figcaption>\n</figure>\n");
  }
}
