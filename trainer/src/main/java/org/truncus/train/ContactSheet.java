package org.truncus.train;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.truncus.list.ListRow;
import org.truncus.list.Split;

/**
 * {@code report/augmentation.png}: what the network is shown of a few training images. A row of
 * tiles for the first image of each label, and one for the first image without any: at the left as
 * it is, then as in the first epochs. The bytes are a function of data and configuration.
 */
final class ContactSheet {

  private static final int MOST_ROWS = 6;
  private static final int EPOCHS = 5;
  private static final int MOST_PIXELS = 224;
  private static final int GAP = 4;
  private static final int WHITE = 0xFFFFFF;

  private final InputPipeline pipeline;
  private final Augmentation augmentation;
  private final List<ListRow> list;
  private final int tile;

  private ContactSheet(RunPlan plan, InputPipeline pipeline) {
    this.pipeline = pipeline;
    this.augmentation = plan.augmentation(pipeline);
    this.list = plan.data().list().rows();
    this.tile = Math.min(pipeline.size(), MOST_PIXELS);
  }

  /** Writes the sheet of a run. */
  static void write(Path png, RunPlan plan, InputPipeline pipeline) {
    int[] train = plan.data().indices(Split.TRAIN);
    ContactSheet sheet = new ContactSheet(plan, pipeline);
    Durable.write(png, png(sheet.draw(sheet.rows(train, plan.outputs()))));
  }

  /** The first row of each label, and the first without any; each once. */
  private List<Integer> rows(int[] train, int labels) {
    Set<Integer> chosen = new LinkedHashSet<>();
    for (int l = 0; l < labels && chosen.size() < MOST_ROWS - 1; l++) {
      for (int row : train) {
        if (list.get(row).targets()[l] > 0.5f && !chosen.contains(row)) {
          chosen.add(row);
          break;
        }
      }
    }
    for (int row : train) {
      if (nothing(list.get(row).targets())) {
        chosen.add(row);
        break;
      }
    }
    return List.copyOf(chosen);
  }

  private static boolean nothing(float[] targets) {
    for (float target : targets) {
      if (target != 0) {
        return false;
      }
    }
    return true;
  }

  private BufferedImage draw(List<Integer> rows) {
    int columns = augmentation.varies() ? 1 + EPOCHS : 1;
    int step = tile + GAP;
    BufferedImage sheet =
        new BufferedImage(
            columns * step + GAP, rows.size() * step + GAP, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        sheet.setRGB(x, y, WHITE);
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      int row = rows.get(r);
      float[] image = pipeline.image(row).samples();
      for (int c = 0; c < columns; c++) {
        InputPipeline.Variation variation = c == 0 ? pipeline.unvaried() : augmentation.of(c);
        draw(sheet, variation.vary(image, row), GAP + c * step, GAP + r * step);
      }
    }
    return sheet;
  }

  /** Puts an image {@code [S,S,C]} on the sheet, thinned out where it is larger than a tile. */
  private void draw(BufferedImage sheet, float[] image, int left, int top) {
    int size = pipeline.size();
    int channels = pipeline.channels();
    for (int y = 0; y < tile; y++) {
      for (int x = 0; x < tile; x++) {
        int at = (y * size / tile * size + x * size / tile) * channels;
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          float value = image[at + Math.min(c, channels - 1)];
          rgb = rgb << 8 | Math.round(255 * Math.min(Math.max(value, 0), 1));
        }
        sheet.setRGB(left + x, top + y, rgb);
      }
    }
  }

  private static byte[] png(BufferedImage sheet) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(sheet, "png", bytes)) {
        throw new IllegalStateException("this Java can't write PNG files");
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
