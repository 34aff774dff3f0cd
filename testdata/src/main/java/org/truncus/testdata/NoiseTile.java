package org.truncus.testdata;

/**
 * Precomputed periodic noise, read at any place: white for the detector, smooth for tissue.
 * Immutable after construction.
 */
final class NoiseTile {
  private static final int SIDE = 256;
  private static final int MASK = SIDE - 1;
  private final float[] white = new float[SIDE * SIDE];
  private final float[] smooth;

  /** Draws the tile; the same seed gives the same tile. */
  NoiseTile(long seed) {
    Draw draw = Draw.of(seed, 0x7115E);
    for (int i = 0; i < white.length; i++) {
      white[i] = (float) draw.normal(0, 1);
    }
    float[] blurred = white.clone();
    for (int pass = 0; pass < 3; pass++) {
      blurred = box(blurred, 1);
      blurred = box(blurred, SIDE);
    }
    smooth = standardised(blurred);
  }

  /** White noise of unit deviation, sample i of an endless stream. */
  float white(int i) {
    return white[i & (SIDE * SIDE - 1)];
  }

  /** Smooth noise of unit deviation with a correlation length of about 2 units, periodic at 256. */
  float smooth(float x, float y) {
    int xi = (int) Math.floor(x);
    int yi = (int) Math.floor(y);
    float fx = x - xi;
    float fy = y - yi;
    int row0 = (yi & MASK) * SIDE;
    int row1 = (yi + 1 & MASK) * SIDE;
    int c0 = xi & MASK;
    int c1 = xi + 1 & MASK;
    float top = smooth[row0 + c0] + fx * (smooth[row0 + c1] - smooth[row0 + c0]);
    float bottom = smooth[row1 + c0] + fx * (smooth[row1 + c1] - smooth[row1 + c0]);
    return top + fy * (bottom - top);
  }

  private static float[] box(float[] values, int stride) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int line = stride == 1 ? i & ~MASK : i & MASK;
      int place = stride == 1 ? i & MASK : i / SIDE;
      int before = line + (place - 1 & MASK) * stride;
      int after = line + (place + 1 & MASK) * stride;
      result[i] = (values[before] + values[i] + values[after]) / 3;
    }
    return result;
  }

  private static float[] standardised(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float v : values) {
      sum += v;
      squares += v * v;
    }
    double mean = sum / values.length;
    double deviation = Math.sqrt(squares / values.length - mean * mean);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((values[i] - mean) / deviation);
    }
    return values;
  }
}
