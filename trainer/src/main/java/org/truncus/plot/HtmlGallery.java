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

  static String of(List<Item> items) {
    StringBuilder out = new StringBuilder("<div class=\"gallery\">\n");
    for (Item item : items) {
      out.append("<figure>\n<div class=\"pair\">");
      out.append(item.image().img(item.alternative()));
      out.append(item.overlay().img(item.overlayAlternative()));
      out.append("</div>\n<figcaption><strong>").append(Html.escape(item.heading()));
      out.append("</strong>");
      if (!item.note().isEmpty()) {
        out.append("<br>").append(Html.escape(item.note()));
      }
      out.append("</figcaption>\n</figure>\n");
    }
    return out.append("</div>\n").toString();
  }
}
