package org.truncus.image;

import java.util.function.IntFunction;

/**
 * The frames of an image file, decoded one at a time: a multi-frame object never stands in memory
 * as samples all at once.
 */
public final class FrameSequence {

  private final int count;
  private final IntFunction<DecodedImage> frames;

  FrameSequence(int count, IntFunction<DecodedImage> frames) {
    this.count = count;
    this.frames = frames;
  }

  /** How many there are, 1 or more. */
  public int count() {
    return count;
  }

  /**
   * Decodes one.
   *
   * @param index 0 to {@link #count} - 1
   * @throws org.truncus.problem.TruncusException where this frame is broken or isn't handled,
   *     naming the file
   */
  public DecodedImage frame(int index) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("frame " + index + " of " + count);
    }
    return frames.apply(index);
  }
}
