package org.truncus.train;

import org.truncus.image.PixelPolicy;
import org.truncus.net.Fit;
import org.truncus.net.Preprocessing;
import org.truncus.problem.UsageException;

/**
 * How a file becomes what the network sees.
 *
 * @param imageSize edge of the square fed to the network, in pixels
 * @param channels of the image fed
 * @param fit how an image becomes square
 * @param cropFraction side of what the network sees as a share of the square's, 0.1 to 1;
 *     variations of training images take from the whole square
 * @param pixels how file contents become an image in [0,1]
 */
public record InputConfig(
    int imageSize, Channels channels, Fit fit, double cropFraction, PixelPolicy pixels) {

  /** Refuses what is missing or out of range with a UsageException. */
  public InputConfig {
    Ranges.atLeast("--image-size", imageSize, 8);
    cropFraction = Double.isNaN(cropFraction) ? 1 : cropFraction;
    if (!(cropFraction >= 0.1 && cropFraction <= 1)) {
      throw new UsageException(
          "--crop-fraction: found " + cropFraction + ", expected 0.1 to 1 (all of the image)");
    }
  }

  /** Side in pixels of the squares that are kept in memory, and cropped or varied from there. */
  int fittedSize() {
    return Preprocessing.torch(imageSize, 1, fit).withCropFraction(cropFraction).fittedSize();
  }

  /** Collects the components; each setter has the meaning of the component of its name. */
  public static final class Builder {

    private int imageSize = 224;
    private Channels channels = Channels.AUTO;
    private Fit fit = Fit.PAD;
    private double cropFraction = 1;
    private PixelPolicy pixels = PixelPolicy.standard();

    Builder() {}

    Builder(InputConfig config) {
      imageSize = config.imageSize();
      channels = config.channels();
      fit = config.fit();
      cropFraction = config.cropFraction();
      pixels = config.pixels();
    }

    public Builder imageSize(int value) {
      imageSize = value;
      return this;
    }

    public Builder channels(Channels value) {
      channels = value;
      return this;
    }

    public Builder fit(Fit value) {
      fit = value;
      return this;
    }

    public Builder cropFraction(double value) {
      cropFraction = value;
      return this;
    }

    public Builder pixels(PixelPolicy value) {
      pixels = value;
      return this;
    }

    InputConfig build() {
      return new InputConfig(imageSize, channels, fit, cropFraction, pixels);
    }
  }
}
