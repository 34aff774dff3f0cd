package org.truncus.net;

/** The test image: {@code (31 i + 17 j + 7 c) mod 256} at row i, column j and channel c, RGB. */
final class GoldenImage {

  private static final int LEVELS = 256;
  private static final float WHITE = 255;

  private GoldenImage() {}

  /** The image as the source of the weights would have fed it: {@code [1,size,size,3]}, flat. */
  static float[] normalised(int size, Normalization normalization) {
    Preprocessing preprocessing = normalization.preprocessing(size, 3, Fit.STRETCH);
    float[] scale = preprocessing.scale();
    float[] offset = preprocessing.offset();
    float[] image = new float[size * size * 3];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int c = 0; c < 3; c++) {
          int colour = preprocessing.bgr() ? 2 - c : c;
          float value = (i * 31 + j * 17 + colour * 7) % LEVELS / WHITE;
          image[(i * size + j) * 3 + c] = value * scale[c] + offset[c];
        }
      }
    }
    return image;
  }
}
