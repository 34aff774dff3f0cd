package org.truncus.dicom.jpeg2000;

/**
 * From the code blocks of a tile's component to its samples. Whole numbers up to 2^24 stay exact.
 */
final class Reconstruction {

  private final TileComponent component;
  private final BlockDecoder decoder;
  private final Wavelet wavelet;

  Reconstruction(TileComponent component, byte[] frame) {
    this.component = component;
    this.decoder = new BlockDecoder(frame, component.style);
    this.wavelet = new Wavelet(component.style.reversible());
  }

  /** The samples {@code [H,W]} of the tile before colour transform and level shift. */
  float[] samples() {
    Area area = component.resolution(0);
    float[] low = new float[area.width() * area.height()];
    place(0, 0, low, area.width(), 1, 0, 0);
    for (int r = 1; r <= component.style.levels(); r++) {
      Area next = component.resolution(r);
      float[] all = new float[next.width() * next.height()];
      interleave(low, area, all, next);
      for (int b = 0; b < component.bands(r).size(); b++) {
        Subband band = component.bands(r).get(b);
        int x = first(band.area().x0(), next.x0(), band.orientation() & 1);
        int y = first(band.area().y0(), next.y0(), band.orientation() >> 1);
        place(r, b, all, next.width(), 2, x, y);
      }
      inverse(all, next);
      low = all;
      area = next;
    }
    return low;
  }

  /** Where the first sample of a band stands in the interleaved grid. */
  private static int first(int band, int grid, int high) {
    return 2 * band + high - grid;
  }

  private static void interleave(float[] low, Area from, float[] all, Area to) {
    int x0 = first(from.x0(), to.x0(), 0);
    int y0 = first(from.y0(), to.y0(), 0);
    for (int y = 0; y < from.height(); y++) {
      for (int x = 0; x < from.width(); x++) {
        all[(y0 + 2 * y) * to.width() + x0 + 2 * x] = low[y * from.width() + x];
      }
    }
  }

  /** The coefficients of a resolution's subband, on every so manyth sample from a first one on. */
  private void place(
      int resolution, int number, float[] into, int width, int every, int x0, int y0) {
    for (Precinct precinct : component.precincts) {
      if (precinct.resolution == resolution) {
        Precinct.Part part = precinct.parts.get(number);
        for (CodeBlock block : part.blocks()) {
          int left = block.area.x0() - part.band().area().x0();
          int top = block.area.y0() - part.band().area().y0();
          decoder.decode(
              block,
              part.band(),
              (x, y, twice) ->
                  into[(y0 + every * (top + y)) * width + x0 + every * (left + x)] =
                      value(twice, part.band().step()));
        }
      }
    }
  }

  private float value(long twice, double step) {
    if (component.style.reversible()) {
      long whole = twice / 2;
      return whole;
    }
    return (float) (twice * step / 2);
  }

  private void inverse(float[] all, Area area) {
    int width = area.width();
    int height = area.height();
    float[] line = new float[Math.max(width, height)];
    for (int y = 0; y < height; y++) {
      System.arraycopy(all, y * width, line, 0, width);
      wavelet.inverse(line, width, (area.x0() & 1) == 1);
      System.arraycopy(line, 0, all, y * width, width);
    }
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        line[y] = all[y * width + x];
      }
      wavelet.inverse(line, height, (area.y0() & 1) == 1);
      for (int y = 0; y < height; y++) {
        all[y * width + x] = line[y];
      }
    }
  }
}
