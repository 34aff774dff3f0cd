package org.truncus.model;

import org.truncus.image.FloatImage;

/** Gives an image as many channels as a model is fed, the way the trainer does. */
final class InputChannels {

  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;

  private InputChannels() {}

  /**
   * Grey to RGB repeats the samples; RGB to grey takes the luma (ITU-R BT.601).
   *
   * @param channels 1 or 3
   */
  static FloatImage match(FloatImage image, int channels) {
    if (image.channels() == channels) {
      return image;
    }
    float[] samples = channels == 3 ? repeated(image.samples()) : luma(image.samples());
    return new FloatImage(image.height(), image.width(), channels, samples);
  }

  private static float[] repeated(float[] grey) {
    float[] samples = new float[grey.length * 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = grey[i / 3];
    }
    return samples;
  }

  private static float[] luma(float[] rgb) {
    float[] samples = new float[rgb.length / 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = RED * rgb[3 * i] + GREEN * rgb[3 * i + 1] + BLUE * rgb[3 * i + 2];
    }
    return samples;
  }
}
