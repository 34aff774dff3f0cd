package org.truncus.gateway.report;

import java.util.ArrayList;
import java.util.List;
import org.truncus.image.FloatImage;
import org.truncus.model.Saliency;
import org.truncus.plot.HeatColours;

/**
 * A displayed image in grey under a heat map, below a banner that says what it is. The image keeps
 * its aspect and is nowhere covered by the text.
 *
 * @param height rows with the banner
 * @param width columns
 * @param pixels {@code [height,width,3]}, red, green and blue
 */
@SuppressWarnings("ArrayRecordComponent") // made once, written once, never compared
record HeatOverlay(int height, int width, byte[] pixels) {
  private static final int LONGEST_SIDE = 896;
  private static final int SHORTEST_LONG_SIDE = 448;
  private static final int LARGEST_LETTERS = 3;
  private static final int MARGIN = 4;
  private static final int BANNER_RGB = 0xffd54a;
  private static final double OPACITY = 0.55;

  /**
   * Draws.
   *
   * @param displayed {@code [H,W,C]} in [0,1], as a viewer would show it
   * @param text lines of the banner
   */
  static HeatOverlay of(FloatImage displayed, Saliency map, List<String> text) {
    double longSide = Math.max(displayed.height(), displayed.width());
    double scale =
        longSide > LONGEST_SIDE
            ? LONGEST_SIDE / longSide
            : Math.max(1, SHORTEST_LONG_SIDE / longSide);
    int rows = Math.max(1, (int) Math.round(displayed.height() * scale));
    int columns =
        Math.max(BannerFont.ADVANCE + 2 * MARGIN, (int) Math.round(displayed.width() * scale));
    int letters = letters(text, columns);
    List<String> lines = new ArrayList<>();
    int longest = Math.max(1, (columns - 2 * MARGIN) / (BannerFont.ADVANCE * letters));
    text.forEach(line -> lines.addAll(BannerFont.wrapped(line, longest)));
    int banner = 2 * MARGIN + lines.size() * BannerFont.LINE * letters;
    byte[] pixels = new byte[3 * (banner + rows) * columns];
    write(pixels, columns, lines, letters);
    draw(pixels, banner, rows, columns, displayed, map);
    return new HeatOverlay(banner + rows, columns, pixels);
  }

  /** The largest letters with which no line is broken. */
  private static int letters(List<String> text, int columns) {
    int longest = text.stream().mapToInt(String::length).max().orElse(1);
    int fitting = (columns - 2 * MARGIN) / (BannerFont.ADVANCE * longest);
    return Math.max(1, Math.min(LARGEST_LETTERS, fitting));
  }

  private static void write(byte[] pixels, int columns, List<String> lines, int letters) {
    BannerFont font = new BannerFont();
    for (int i = 0; i < lines.size(); i++) {
      int top = MARGIN + i * BannerFont.LINE * letters;
      font.draw(
          lines.get(i),
          (row, column) -> {
            for (int dot = 0; dot < letters * letters; dot++) {
              int y = top + row * letters + dot / letters;
              int x = MARGIN + column * letters + dot % letters;
              put(pixels, (y * columns + x) * 3, BANNER_RGB);
            }
          });
    }
  }

  private static void draw(
      byte[] pixels, int top, int rows, int columns, FloatImage displayed, Saliency map) {
    FloatImage grey = displayed.withChannels(1);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double shade = 255 * mean(grey, row, rows, column, columns);
        double heat = map.at((row + 0.5) / rows, (column + 0.5) / columns);
        int colour = HeatColours.rgb(heat);
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
          double share = OPACITY * heat;
          long value = Math.round((1 - share) * shade + share * (colour >> shift & 0xff));
          rgb |= (int) Math.max(0, Math.min(255, value)) << shift;
        }
        put(pixels, ((top + row) * columns + column) * 3, rgb);
      }
    }
  }

  /** Mean over the pixels under a cell of the smaller grid; the nearest one where it is larger. */
  private static double mean(FloatImage image, int row, int rows, int column, int columns) {
    int top = (int) ((long) row * image.height() / rows);
    int bottom = Math.max(top + 1, (int) ((long) (row + 1) * image.height() / rows));
    int left = (int) ((long) column * image.width() / columns);
    int right = Math.max(left + 1, (int) ((long) (column + 1) * image.width() / columns));
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += image.at(y, x, 0);
      }
    }
    return sum / ((bottom - top) * (right - left));
  }

  private static void put(byte[] pixels, int at, int rgb) {
    pixels[at] = (byte) (rgb >> 16);
    pixels[at + 1] = (byte) (rgb >> 8);
    pixels[at + 2] = (byte) rgb;
  }
}
