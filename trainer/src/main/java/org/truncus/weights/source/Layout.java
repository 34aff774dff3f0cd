package org.truncus.weights.source;

/** How the numbers of a convolution kernel lie in a file; here they lie {@code [h,w,in,out]}. */
public enum Layout {
  /** As here; every other tensor too. */
  SAME(""),
  /** PyTorch's {@code [out,in,h,w]}. */
  OIHW("OIHW → HWIO"),
  /** Keras 1 on Theano: {@code [out,in,h,w]}, turned by 180°. */
  OIHW_TURNED("OIHW → HWIO, turned by 180°"),
  /** Keras 2 on Theano: {@code [h,w,in,out]}, turned by 180°. */
  TURNED("turned by 180°");

  private static final int KERNEL_RANK = 4;

  private final String text;

  Layout(String text) {
    this.text = text;
  }

  /** For people; empty where nothing is done. */
  public String text() {
    return text;
  }

  private boolean outputsFirst() {
    return this == OIHW || this == OIHW_TURNED;
  }

  /** The shape here of a tensor that has this shape in the file. */
  public int[] shape(int[] stored) {
    return outputsFirst() && stored.length == KERNEL_RANK
        ? new int[] {stored[2], stored[3], stored[1], stored[0]}
        : stored.clone();
  }

  /** The numbers in the order of here. */
  public float[] values(float[] stored, int[] shape) {
    if (this == SAME || shape.length != KERNEL_RANK) {
      return stored;
    }
    return outputsFirst() ? toHwio(stored, shape) : turned(stored, shape);
  }

  private float[] toHwio(float[] stored, int[] shape) {
    int outputs = shape[0];
    int inputs = shape[1];
    int area = shape[2] * shape[3];
    float[] values = new float[stored.length];
    for (int pixel = 0; pixel < area; pixel++) {
      int from = this == OIHW_TURNED ? area - 1 - pixel : pixel;
      for (int in = 0; in < inputs; in++) {
        int to = (pixel * inputs + in) * outputs;
        for (int out = 0; out < outputs; out++) {
          values[to + out] = stored[(out * inputs + in) * area + from];
        }
      }
    }
    return values;
  }

  private static float[] turned(float[] stored, int[] shape) {
    int area = shape[0] * shape[1];
    int size = shape[2] * shape[3];
    float[] values = new float[stored.length];
    for (int pixel = 0; pixel < area; pixel++) {
      System.arraycopy(stored, pixel * size, values, (area - 1 - pixel) * size, size);
    }
    return values;
  }
}
