package org.truncus.dicom.jpeg2000;

import java.util.ArrayList;
import java.util.List;
import org.truncus.dicom.codec.Broken;

/** One component of a tile: its subbands and precincts, and at the end its samples. */
final class TileComponent {

  private static final int MOST_PRECINCTS = 1 << 18;
  private static final long MOST_BLOCKS = 1 << 20;

  final Area area;
  final CodingStyle style;
  final List<Subband> bands = new ArrayList<>();
  final List<Precinct> precincts = new ArrayList<>();

  TileComponent(
      int component, Area area, CodingStyle style, Quantization quantization, int precision) {
    this.area = area;
    this.style = style;
    if (area.isEmpty() || blocks() > MOST_BLOCKS) {
      throw Broken.unsupported("JPEG 2000 with so many code blocks isn't decoded");
    }
    for (int band = 0; band <= 3 * style.levels(); band++) {
      bands.add(Subband.of(area, style, quantization, precision, band));
    }
    for (int resolution = 0; resolution <= style.levels(); resolution++) {
      precincts(component, resolution);
    }
  }

  private long blocks() {
    long samples = (long) area.width() * area.height();
    return samples >> (style.blockWidth() + style.blockHeight());
  }

  /** The area of a resolution. */
  Area resolution(int resolution) {
    return area.reduced(style.levels() - resolution, 0, 0);
  }

  /** The subbands that a resolution adds. */
  List<Subband> bands(int resolution) {
    return resolution == 0
        ? bands.subList(0, 1)
        : bands.subList(3 * resolution - 2, 3 * resolution + 1);
  }

  private void precincts(int component, int resolution) {
    Area all = resolution(resolution);
    if (all.isEmpty()) {
      return;
    }
    int width = style.precinctWidth(resolution);
    int height = style.precinctHeight(resolution);
    int left = all.x0() >> width;
    int top = all.y0() >> height;
    int across = ((all.x1() - 1) >> width) - left + 1;
    int down = ((all.y1() - 1) >> height) - top + 1;
    if ((long) across * down + precincts.size() > MOST_PRECINCTS) {
      throw Broken.unsupported("JPEG 2000 with so many precincts isn't decoded");
    }
    int scale = style.levels() - resolution;
    for (int row = 0; row < down; row++) {
      for (int column = 0; column < across; column++) {
        long x = column == 0 ? area.x0() : (long) (left + column) << width << scale;
        long y = row == 0 ? area.y0() : (long) (top + row) << height << scale;
        Precinct precinct = new Precinct(component, resolution, row * across + column, x, y, style);
        fill(precinct, left + column, top + row, width, height);
        precincts.add(precinct);
      }
    }
  }

  private void fill(Precinct precinct, int column, int row, int width, int height) {
    int less = precinct.resolution == 0 ? 0 : 1;
    int w = width - less;
    int h = height - less;
    Area area = new Area(end(column, w), end(row, h), end(column + 1, w), end(row + 1, h));
    for (Subband band : bands(precinct.resolution)) {
      precinct.add(band, area, Math.min(style.blockWidth(), w), Math.min(style.blockHeight(), h));
    }
  }

  private static int end(int number, int exponent) {
    return (int) Math.min(Integer.MAX_VALUE, (long) number << exponent);
  }
}
