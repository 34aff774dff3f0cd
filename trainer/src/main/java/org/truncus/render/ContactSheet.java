package org.truncus.render;

import java.util.List;
import java.util.Locale;
import org.truncus.image.PixelPolicy;
import org.truncus.plot.HtmlGallery;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.Picture;

/** The page with a small picture of every frame and the steps that led to it. */
final class ContactSheet {

  /** A frame and its small picture. */
  record Tile(RenderedFrame frame, Picture picture) {}

  private ContactSheet() {}

  static HtmlPage of(PixelPolicy policy, List<Tile> tiles, List<RenderedFrame> all) {
    List<RenderedFrame> failed = all.stream().filter(frame -> !frame.rendered()).toList();
    HtmlPage page =
        new HtmlPage("Contact sheet")
            .lead(
                "%d pictures after the pixel pipeline: values of interest %s, %s."
                    .formatted(
                        tiles.size(),
                        policy.voi().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        policy.invertMonochrome1()
                            ? "low values always dark"
                            : "polarity as stored"));
    page.tiles(tiles.stream().map(ContactSheet::item).toList());
    if (!failed.isEmpty()) {
      page.section("Not shown")
          .table(
              "",
              List.of("file", "why"),
              failed.stream().map(frame -> List.of(frame.title(), frame.error())).toList());
    }
    return page;
  }

  private static HtmlGallery.Tile item(Tile tile) {
    RenderedFrame frame = tile.frame();
    return new HtmlGallery.Tile(
        tile.picture(), frame.title(), frame.title(), String.join("; ", frame.steps()));
  }
}
