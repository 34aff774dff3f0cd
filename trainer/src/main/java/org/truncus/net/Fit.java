package org.truncus.net;

/** How an image of any shape becomes a square. */
public enum Fit {
  /** Height and width are resized each on its own. */
  STRETCH,
  /** Zeros (black) are put around the image until it is square. */
  PAD,
  /** The square in the middle of the image is kept. */
  CROP
}
