package org.truncus.audit;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.truncus.list.ImageList;
import org.truncus.list.ListOptions;
import org.truncus.list.ListReader;
import org.truncus.testdata.PhantomFactory;
import org.truncus.testdata.PhantomImage;
import org.truncus.testdata.PhantomSettings;

/**
 * Phantoms whose one label is a toss of a coin for each patient: nothing in the image has to do
 * with it, but what a {@link Plant} puts there.
 */
final class PhantomList {

  private static final int SIZE = 48;
  private static final int IMAGES = 2;

  /** Does something to an image that depends on its label. */
  interface Plant {

    /** The image as it is to be written, and as what ({@code png}, {@code bmp}); and its site. */
    Planted of(BufferedImage image, boolean positive, SplittableRandom random);
  }

  record Planted(BufferedImage image, String format, String site) {}

  private PhantomList() {}

  static ImageList write(Path folder, int patients, long seed, Plant plant) {
    PhantomFactory factory =
        new PhantomFactory(PhantomSettings.of(patients, IMAGES, seed).withSize(SIZE));
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder csv = new StringBuilder("image,patient_id,study_id,view,age,site,label:coin\n");
    for (int p = 0; p < patients; p++) {
      boolean positive = random.nextBoolean();
      for (int i = 0; i < IMAGES; i++) {
        PhantomImage image = factory.image(p, i);
        Planted planted = plant.of(grey(image), positive, random);
        String name = image.name() + "." + planted.format();
        write(planted, folder.resolve(name));
        csv.append(
            "%s,%s,%d,%s,%d,%s,%d\n"
                .formatted(
                    name,
                    image.patient().id(),
                    1000 * (positive ? 2 : 1) + p,
                    image.view(),
                    image.patient().age(),
                    planted.site(),
                    positive ? 1 : 0));
      }
    }
    try {
      Path list = Files.writeString(folder.resolve("list.csv"), csv);
      return ListReader.read(list, ListOptions.standard());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing planted: one of three sites by chance. */
  static Planted clean(BufferedImage image, SplittableRandom random) {
    return new Planted(image, "png", List.of("a", "b", "c").get(random.nextInt(3)));
  }

  private static BufferedImage grey(PhantomImage image) {
    BufferedImage grey =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        grey.getRaster().setSample(x, y, 0, 255 * image.displayed(x, y) / image.maximum());
      }
    }
    return grey;
  }

  private static void write(Planted planted, Path file) {
    try {
      ImageIO.write(planted.image(), planted.format(), file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
