package org.truncus.net;

/** The shape of one image's features, {@code [height,width,channels]}. */
public record FeatureShape(int height, int width, int channels) {

  /** The same area with other channels. */
  public FeatureShape withChannels(int newChannels) {
    return new FeatureShape(height, width, newChannels);
  }

  /** Height times width. */
  public long area() {
    return (long) height * width;
  }

  /** True where nothing is left of the image. */
  boolean isEmpty() {
    return height < 1 || width < 1;
  }

  @Override
  public String toString() {
    return "[%d,%d,%d]".formatted(height, width, channels);
  }
}
