package org.truncus.train;

import java.nio.file.Files;
import java.nio.file.Path;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.Picture;

/** Training images as they were varied, where a run left a contact sheet of them. */
record AugmentationSection(Path sheet) {

  private static final int MOST_BYTES = 400_000;

  void write(HtmlPage page) {
    if (Files.exists(sheet)) {
      page.section("Augmentation");
      page.picture(
          Picture.read(sheet, MOST_BYTES),
          "contact sheet of training images, as they are and varied",
          "Each row is a training image: as it is, then as the network was given it in the first"
              + " epochs. Sides, sizes and shades should still be plausible.");
    }
  }
}
