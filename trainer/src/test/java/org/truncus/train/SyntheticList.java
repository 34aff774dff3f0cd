package org.truncus.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Lists of small noisy images with findings that a tiny network learns in seconds. */
final class SyntheticList {

  private static final int SIZE = 40;

  private SyntheticList() {}

  /**
   * A list with the labels {@code blob} (a bright spot) and {@code bars} (horizontal bars), two
   * images a patient, every seventh {@code bars} masked; 60/20/20 by patient.
   */
  static Path multilabel(Path folder, int patients) {
    StringBuilder csv = new StringBuilder("image,patient_id,split,label:blob,label:bars\n");
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 2 * patients; i++) {
      int patient = i / 2;
      boolean blob = random.nextBoolean();
      boolean bars = random.nextBoolean();
      write(folder.resolve("i" + i + ".png"), random, blob, bars);
      csv.append(
          "i%d.png,p%d,%s,%d,%s\n"
              .formatted(
                  i, patient, split(patient), blob ? 1 : 0, i % 7 == 3 ? "" : bars ? "1" : "0"));
    }
    return list(folder, csv);
  }

  /** A list with the classes {@code plain}, {@code blob} and {@code bars}. */
  static Path multiclass(Path folder, int patients) {
    StringBuilder csv = new StringBuilder("image,patient_id,split,label\n");
    String[] names = {"plain", "blob", "bars"};
    SplittableRandom random = new SplittableRandom(43);
    for (int i = 0; i < patients; i++) {
      int kind = random.nextInt(3);
      write(folder.resolve("i" + i + ".png"), random, kind == 1, kind == 2);
      csv.append("i%d.png,p%d,%s,%s\n".formatted(i, i, split(i), names[kind]));
    }
    return list(folder, csv);
  }

  private static String split(int patient) {
    int fifth = patient % 5;
    return fifth < 3 ? "train" : fifth == 3 ? "val" : "test";
  }

  private static Path list(Path folder, CharSequence csv) {
    try {
      return Files.writeString(folder.resolve("list.csv"), csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, SplittableRandom random, boolean blob, boolean bars) {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    int centreX = 12 + random.nextInt(16);
    int centreY = 12 + random.nextInt(16);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int value = 60 + random.nextInt(40);
        value += blob && Math.hypot(x - centreX, y - centreY) < 7 ? 90 : 0;
        value += bars && y % 8 < 3 ? 60 : 0;
        image.getRaster().setSample(x, y, 0, value);
      }
    }
    try {
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
