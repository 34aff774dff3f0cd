package org.truncus.testdata;

/**
 * What the room adds to a frontal or lateral image: the lead side marker and, sometimes, the
 * collimator's edge.
 */
final class Fixtures {
  private static final String[] LETTER_R = {
    "11110", "10001", "10001", "11110", "10100", "10010", "10001"
  };
  private static final String[] LETTER_L = {
    "10000", "10000", "10000", "10000", "10000", "10000", "11111"
  };

  private Fixtures() {}

  /** Adds lead to the attenuation map. */
  static void add(float[] map, int width, int height, Draw draw, boolean lateral) {
    if (draw.chance(0.85)) {
      boolean rightSide = !lateral && draw.chance(0.5);
      marker(map, width, height, draw, rightSide);
    }
    if (draw.chance(0.35)) {
      collimate(map, width, height, draw);
    }
  }

  private static void marker(float[] map, int width, int height, Draw draw, boolean right) {
    String[] letter = right ? LETTER_R : LETTER_L;
    double cell = draw.uniform(0.0042, 0.0062) * Math.min(width, height) * 1.05;
    double x = (right ? draw.uniform(0.03, 0.09) : draw.uniform(0.88, 0.94)) * width;
    double y = draw.uniform(0.04, 0.2) * height;
    for (int row = 0; row < height; row++) {
      int j = (int) Math.floor((row - y) / cell);
      if (j < 0 || j > 6) {
        continue;
      }
      for (int column = 0; column < width; column++) {
        int i = (int) Math.floor((column - x) / cell);
        if (i >= 0 && i < 5 && letter[j].charAt(i) == '1') {
          map[row * width + column] += 4;
        }
      }
    }
  }

  private static void collimate(float[] map, int width, int height, Draw draw) {
    double[] edge = new double[4];
    for (int side = 0; side < 4; side++) {
      edge[side] = draw.chance(0.5) ? draw.uniform(0.005, 0.045) : -1;
    }
    double skew = draw.normal(0, 0.006);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double u = (column + 0.5) / width + skew * row / height;
        double v = (row + 0.5) / height - skew * column / width;
        if (u < edge[0] || 1 - u < edge[1] || v < edge[2] || 1 - v < edge[3]) {
          map[row * width + column] = -0.4f;
        }
      }
    }
  }
}
