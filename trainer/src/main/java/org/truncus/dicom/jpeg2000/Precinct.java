package org.truncus.dicom.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/** A precinct: the code blocks of a resolution that share their packets. */
final class Precinct {

  /**
   * The code blocks of one subband.
   *
   * @param band whose they are
   * @param across blocks beside each other
   * @param blocks row by row
   * @param inclusion in which layer each comes first
   * @param missing bit planes that are zero
   */
  record Part(
      Subband band, int across, List<CodeBlock> blocks, TagTree inclusion, TagTree missing) {}

  final int component;
  final int resolution;
  final int number;
  final long x;
  final long y;
  final CodingStyle style;
  final List<Part> parts = new ArrayList<>();

  Precinct(int component, int resolution, int number, long x, long y, CodingStyle style) {
    this.component = component;
    this.resolution = resolution;
    this.number = number;
    this.x = x;
    this.y = y;
    this.style = style;
  }

  /** Adds the blocks of a subband within the precinct's area there. */
  void add(Subband band, Area area, int blockWidth, int blockHeight) {
    Area own = area.with(band.area());
    if (own.isEmpty()) {
      parts.add(new Part(band, 0, List.of(), null, null));
      return;
    }
    int left = own.x0() >> blockWidth;
    int top = own.y0() >> blockHeight;
    int across = ((own.x1() - 1) >> blockWidth) - left + 1;
    int down = ((own.y1() - 1) >> blockHeight) - top + 1;
    List<CodeBlock> blocks = new ArrayList<>();
    for (int row = 0; row < down; row++) {
      for (int column = 0; column < across; column++) {
        int x0 = (left + column) << blockWidth;
        int y0 = (top + row) << blockHeight;
        Area block = new Area(x0, y0, x0 + (1 << blockWidth), y0 + (1 << blockHeight));
        blocks.add(new CodeBlock(block.with(own)));
      }
    }
    parts.add(new Part(band, across, blocks, new TagTree(across, down), new TagTree(across, down)));
  }
}
