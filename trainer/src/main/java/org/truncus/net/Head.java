package org.truncus.net;

import org.truncus.problem.UsageException;

/** How the features at the cut become the inputs of the linear layer. */
public sealed interface Head permits Head.Pooling, Head.Flatten {

  /** The name in options and documents: {@code gap} or {@code flatten}. */
  String text();

  /** Mean of each channel over the image: C inputs, whatever the size of the image. */
  record Pooling() implements Head {
    @Override
    public String text() {
      return "gap";
    }
  }

  /**
   * Every value of the features: H·W·C inputs, up to 802,816 at an early cut, and a network that
   * takes images of one size only.
   *
   * @param imageSize the side of the images in pixels
   */
  record Flatten(int imageSize) implements Head {

    /** Checks the number. */
    public Flatten {
      if (imageSize < 1) {
        throw new UsageException("a flatten head needs the size of the images, not " + imageSize);
      }
    }

    @Override
    public String text() {
      return "flatten";
    }
  }
}
