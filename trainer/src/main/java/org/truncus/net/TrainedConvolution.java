package org.truncus.net;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Convolutions in the form in which their gradients are right. On CPUs TensorFlow 2.18 computes the
 * gradient with respect to the input silently wrong where oneDNN pads the input channels of the
 * kernel, as it does in ResNet50 and DenseNet121 at 224 pixels; see {@link ConvolutionCheck}.
 * Inference keeps the plain form, which is the faster one there.
 */
final class TrainedConvolution {

  private static final int ALWAYS_RIGHT = 16;

  private TrainedConvolution() {}

  /**
   * Adds a convolution without its bias: a matrix product of pixels and channels for a 1×1 kernel,
   * with channels of zeros up to the next power of two otherwise.
   *
   * @param context of the layer
   * @param input {@code [N,H,W,in]}
   * @param kernel {@code [k,k,in,filters]}
   */
  static Operand<TFloat32> build(
      LayerContext context, Operand<TFloat32> input, Operand<TFloat32> kernel, Conv2D layer) {
    Ops tf = context.tf();
    Shape shape = input.shape();
    boolean known = shape.numDimensions() == 4 && !shape.subShape(1, 4).hasUnknownDimension();
    if (layer.kernelSize() == 1 && known) {
      return product(context, input, kernel, layer);
    }
    int missing = missing(Math.toIntExact(kernel.shape().get(2)));
    if (layer.kernelSize() == 1 || missing == 0) {
      return convolution(context, input, kernel, layer);
    }
    return convolution(
        context,
        tf.pad(input, tf.constant(new int[][] {{0, 0}, {0, 0}, {0, 0}, {0, missing}}), zero(tf)),
        tf.pad(kernel, tf.constant(new int[][] {{0, 0}, {0, 0}, {0, missing}, {0, 0}}), zero(tf)),
        layer);
  }

  /** How many channels lie between this number and the next power of two. */
  private static int missing(int channels) {
    int above = Integer.highestOneBit(channels) * 2;
    return channels <= ALWAYS_RIGHT || Integer.bitCount(channels) == 1 ? 0 : above - channels;
  }

  private static Operand<TFloat32> zero(Ops tf) {
    return tf.constant(0f);
  }

  private static Operand<TFloat32> convolution(
      LayerContext context, Operand<TFloat32> input, Operand<TFloat32> kernel, Conv2D layer) {
    return context
        .op("Conv2D")
        .nn
        .conv2d(input, kernel, Windows.sizes(layer.strides()), layer.padding().name());
  }

  private static Operand<TFloat32> product(
      LayerContext context, Operand<TFloat32> input, Operand<TFloat32> kernel, Conv2D layer) {
    Ops tf = context.tf();
    Operand<TFloat32> pixels = layer.strides() == 1 ? input : everyNth(tf, input, layer.strides());
    int height = Math.toIntExact(pixels.shape().get(1));
    int width = Math.toIntExact(pixels.shape().get(2));
    int in = Math.toIntExact(pixels.shape().get(3));
    Operand<TFloat32> rows = tf.reshape(pixels, tf.constant(new int[] {-1, in}));
    Operand<TFloat32> matrix = tf.reshape(kernel, tf.constant(new int[] {in, layer.filters()}));
    return tf.reshape(
        context.op("MatMul").linalg.matMul(rows, matrix),
        tf.constant(new int[] {-1, height, width, layer.filters()}));
  }

  private static Operand<TFloat32> everyNth(Ops tf, Operand<TFloat32> input, int strides) {
    Operand<TInt32> whole = tf.constant(new int[] {0, 0, 0, 0});
    return tf.stridedSlice(
        input,
        whole,
        whole,
        tf.constant(new int[] {1, strides, strides, 1}),
        StridedSlice.beginMask(15L),
        StridedSlice.endMask(15L));
  }
}
