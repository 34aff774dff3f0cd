package org.truncus.net;

import java.util.List;
import org.truncus.problem.UsageException;

/** What layers with a square window share. */
final class Windows {

  private Windows() {}

  static void check(String layer, int size, int strides, Padding padding) {
    if (size < 1 || strides < 1) {
      throw new UsageException(
          "%s: window %d and strides %d must be at least 1".formatted(layer, size, strides));
    }
    if (strides > 1 && padding == Padding.SAME) {
      throw new UsageException(
          "%s: strides %d with SAME padding pads other sides than the frameworks weights come from; "
                  .formatted(layer, strides)
              + "put a ZeroPadding2D before it and use VALID");
    }
  }

  static FeatureShape output(FeatureShape input, int size, int strides, Padding padding) {
    return new FeatureShape(
        padding.output(input.height(), size, strides),
        padding.output(input.width(), size, strides),
        input.channels());
  }

  /** {@code [1,side,side,1]} for NHWC. */
  static List<Long> sizes(int side) {
    return List.of(1L, (long) side, (long) side, 1L);
  }
}
