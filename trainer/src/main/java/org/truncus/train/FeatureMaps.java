package org.truncus.train;

/**
 * The outputs of one layer for a batch.
 *
 * @param first index of its first image among all
 * @param height H
 * @param width W
 * @param channels C
 * @param values {@code [N,H,W,C]}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record FeatureMaps(int first, int height, int width, int channels, float[] values) {

  /**
   * Fills the rows of the positions that lie in these images. A position of a grid coarser than the
   * map is the mean of the map's pixels that it covers, edges included.
   *
   * @param done rows filled before
   * @param rows {@code [chosen,C]}
   * @return rows filled now
   */
  int sample(Positions positions, int done, float[] rows) {
    int area = positions.height() * positions.width();
    int images = values.length / (height * width * channels);
    int row = done;
    while (row < positions.chosen().length
        && positions.chosen()[row] < (first + images) * (long) area) {
      int image = positions.chosen()[row] / area - first;
      int cell = positions.chosen()[row] % area;
      mean(image, cell / positions.width(), cell % positions.width(), positions, row, rows);
      row++;
    }
    return row;
  }

  private void mean(int image, int y, int x, Positions grid, int row, float[] rows) {
    int top = y * height / grid.height();
    int bottom = ceil((y + 1) * height, grid.height());
    int left = x * width / grid.width();
    int right = ceil((x + 1) * width, grid.width());
    float share = 1f / ((bottom - top) * (right - left));
    for (int v = top; v < bottom; v++) {
      for (int u = left; u < right; u++) {
        int at = ((image * height + v) * width + u) * channels;
        for (int c = 0; c < channels; c++) {
          rows[row * channels + c] += share * values[at + c];
        }
      }
    }
  }

  private static int ceil(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
