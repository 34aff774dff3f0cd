package org.truncus.model;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;
import org.truncus.train.Augment;
import org.truncus.train.Device;
import org.truncus.train.TrainConfig;
import org.truncus.train.Training;

/**
 * Trains a tiny network in a second or two on small noisy images, some of them labelled wrongly.
 */
public final class TrainedRuns {

  /** The instant every run and package of the tests was made at. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private static final int SIZE = 40;

  private TrainedRuns() {}

  /** Trains on {@code folder/list.csv} into {@code folder/run}. */
  public static Path train(Path folder) {
    TrainConfig config =
        TrainConfig.builder()
            .data(data -> data.list(folder.resolve("list.csv")))
            .input(input -> input.imageSize(32))
            .network(network -> network.backbone("mobilenet-v1-0.25").cut("L2"))
            .recipe(recipe -> recipe.epochs(4).batch(16).lr(3e-3).augment(Augment.NONE))
            .compute(compute -> compute.device(Device.CPU).threads(2))
            .seed(7)
            .build();
    Path run = folder.resolve("run");
    new Training(config, run, Progress.silent(), new StopSignal(), CLOCK).run();
    return run;
  }

  /**
   * Writes images and a list with the labels {@code blob} (a bright spot; one in eight is labelled
   * wrongly) and {@code bars}, two images a patient, split 60/20/20 by patient where wanted.
   */
  public static Path list(Path folder, int patients, boolean withSplit) {
    String header = "image,patient_id," + (withSplit ? "split," : "");
    StringBuilder csv = new StringBuilder(header + "view,sex,age,site,label:blob,label:bars\n");
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 2 * patients; i++) {
      int patient = i / 2;
      boolean blob = random.nextBoolean();
      boolean bars = random.nextInt(3) == 0;
      image(folder.resolve("i" + i + ".png"), random, blob, bars);
      boolean told = (random.nextInt(8) == 0) != blob;
      csv.append("i" + i + ".png,p" + patient + ",")
          .append(withSplit ? split(patient) + "," : "")
          .append(i % 2 == 0 ? "PA," : "AP,")
          .append(patient % 2 == 0 ? "F," : "M,")
          .append(20 + patient % 70)
          .append(",clinic,")
          .append((told ? 1 : 0) + "," + (bars ? 1 : 0) + "\n");
    }
    try {
      return Files.writeString(folder.resolve("list.csv"), csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String split(int patient) {
    int fifth = patient % 5;
    return fifth < 3 ? "train" : fifth == 3 ? "val" : "test";
  }

  private static void image(Path file, SplittableRandom random, boolean blob, boolean bars) {
    BufferedImage image = new BufferedImage(SIZE, SIZE + 6, BufferedImage.TYPE_BYTE_GRAY);
    int centreX = 12 + random.nextInt(16);
    int centreY = 12 + random.nextInt(16);
    for (int y = 0; y < SIZE + 6; y++) {
      for (int x = 0; x < SIZE; x++) {
        int value = 60 + random.nextInt(60);
        value += blob && Math.hypot(x - centreX, y - centreY) < 6 ? 60 : 0;
        value += bars && y % 8 < 3 ? 30 : 0;
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
