package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;

class ContactSheetTest {

  private static final int GAP = 4;
  private static final int TILE = 32;

  @TempDir private Path root;

  @Test
  void showsARowForEachLabelAndAColumnForEachEpoch() throws IOException {
    BufferedImage sheet = sheet(Augment.MEDICAL, 7, "a");
    assertThat(sheet.getHeight()).isEqualTo(3 * (TILE + GAP) + GAP); // blob, bars, neither
    assertThat(sheet.getWidth()).isEqualTo(6 * (TILE + GAP) + GAP);
    assertThat(sheet.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
    for (int row = 0; row < 3; row++) {
      int[] original = tile(sheet, row, 0);
      assertThat(tile(sheet, row, 1)).isNotEqualTo(original);
      assertThat(tile(sheet, row, 2)).isNotEqualTo(tile(sheet, row, 1));
    }
    assertThat(brightness(tile(sheet, 1, 0))).isGreaterThan(brightness(tile(sheet, 2, 0)));
  }

  @Test
  void isAFunctionOfDataAndConfiguration() throws IOException {
    sheet(Augment.PAPER, 7, "a");
    sheet(Augment.PAPER, 7, "b");
    sheet(Augment.PAPER, 8, "c");
    byte[] bytes = Files.readAllBytes(file("a"));
    assertThat(Files.readAllBytes(file("b"))).isEqualTo(bytes);
    assertThat(Files.readAllBytes(file("c"))).isNotEqualTo(bytes);
  }

  @Test
  void withoutVariationThereAreTheOriginalsOnly() throws IOException {
    assertThat(sheet(Augment.NONE, 7, "a").getWidth()).isEqualTo(TILE + 2 * GAP);
  }

  /** The sheet of a run that is stopped before its first batch. */
  private BufferedImage sheet(Augment augment, long seed, String name) throws IOException {
    StopSignal stop = new StopSignal();
    stop.ask();
    Path list = root.resolve("list.csv");
    TrainConfig config =
        Runs.tiny(Files.exists(list) ? list : SyntheticList.multilabel(root, 20))
            .recipe(recipe -> recipe.augment(augment))
            .seed(seed)
            .build();
    Runs.run(config, root.resolve(name), stop, Progress.silent());
    return ImageIO.read(file(name).toFile());
  }

  private Path file(String run) {
    return root.resolve(run).resolve("report/augmentation.png");
  }

  private static int[] tile(BufferedImage sheet, int row, int column) {
    int left = GAP + column * (TILE + GAP);
    return sheet.getRGB(left, GAP + row * (TILE + GAP), TILE, TILE, null, 0, TILE);
  }

  private static long brightness(int[] tile) {
    long sum = 0;
    for (int rgb : tile) {
      sum += rgb & 0xFF;
    }
    return sum;
  }
}
