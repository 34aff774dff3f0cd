package org.truncus.train;

import org.truncus.image.PixelPolicy;
import org.truncus.net.Fit;

/**
 * How a file becomes what the network sees.
 *
 * @param imageSize edge of the square fed to the network, in pixels
 * @param channels of the image fed
 * @param fit how an image becomes square
 * @param pixels how file contents become an image in [0,1]
 */
public record InputConfig(int imageSize, Channels channels, Fit fit, PixelPolicy pixels) {

  /** Refuses what is missing or out of range with a UsageException. */
  public InputConfig {
    Ranges.atLeast("--image-size", imageSize, 8);
  }

  /** Collects the components; each setter has the meaning of the component of its name. */
  public static final class Builder {

    private int imageSize = 224;
    private Channels channels = Channels.AUTO;
    private Fit fit = Fit.PAD;
    private PixelPolicy pixels = PixelPolicy.standard();

    Builder() {}

    Builder(InputConfig config) {
      imageSize = config.imageSize();
      channels = config.channels();
      fit = config.fit();
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

    public Builder pixels(PixelPolicy value) {
      pixels = value;
      return this;
    }

    InputConfig build() {
      return new InputConfig(imageSize, channels, fit, pixels);
    }
  }
}
