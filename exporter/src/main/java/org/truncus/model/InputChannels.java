package org.truncus.model;

import org.truncus.image.FloatImage;
import org.truncus.problem.UnsupportedInputException;

/** Makes an image have as many channels as a model is fed, where that loses nothing. */
final class InputChannels {

  private InputChannels() {}

  /**
   * Grey to RGB repeats the samples; RGB to grey takes one channel where all three are equal.
   *
   * @param channels 1 or 3
   * @throws UnsupportedInputException where a picture with colours meets a grey model
   */
  static FloatImage match(FloatImage image, int channels) {
    if (image.channels() == channels) {
      return image;
    }
    return channels == 3 ? repeated(image) : grey(image);
  }

  private static FloatImage repeated(FloatImage image) {
    float[] grey = image.samples();
    float[] samples = new float[grey.length * 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = grey[i / 3];
    }
    return new FloatImage(image.height(), image.width(), 3, samples);
  }

  private static FloatImage grey(FloatImage image) {
    float[] rgb = image.samples();
    float[] samples = new float[rgb.length / 3];
    for (int i = 0; i < samples.length; i++) {
      if (rgb[3 * i] != rgb[3 * i + 1] || rgb[3 * i] != rgb[3 * i + 2]) {
        throw new UnsupportedInputException(
            "the image has colours, the model takes grey images; colours are not thrown away"
                + " silently: convert the image first if that is meant");
      }
      samples[i] = rgb[3 * i];
    }
    return new FloatImage(image.height(), image.width(), 1, samples);
  }
}
