package org.truncus.net;

/** How a window treats the border, as in Keras. */
public enum Padding {
  /** Output size {@code ceil(input / strides)}; zeros outside. Only offered with strides of 1. */
  SAME,
  /** Output size {@code floor((input - window) / strides) + 1}; nothing outside. */
  VALID;

  /** The size of one side of the output, 0 or less where the window does not fit. */
  int output(int input, int window, int strides) {
    return this == SAME
        ? Math.floorDiv(input + strides - 1, strides)
        : Math.floorDiv(input - window, strides) + 1;
  }
}
