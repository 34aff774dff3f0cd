package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The preprocessing as graph operations: the one class that the trainer's input graph and the
 * exported signature use.
 */
public final class PreprocessGraph {

  private PreprocessGraph() {}

  /**
   * Makes an image square and resizes it with an antialiased triangle filter at half-pixel centres
   * (what PIL calls bilinear); then keeps the middle, where not all is to be seen.
   *
   * @param image {@code [H,W,C]}, any height and width, C as {@code preprocessing.channels()}
   * @return {@code [S,S,C]}
   */
  public static Operand<TFloat32> fit(
      Ops tf, Operand<TFloat32> image, Preprocessing preprocessing) {
    int size = preprocessing.imageSize();
    Operand<TFloat32> framed = frame(tf, image, preprocessing.fit());
    Operand<TFloat32> sides = tf.dtypes.cast(sides(tf, framed), TFloat32.class);
    int whole = preprocessing.fittedSize();
    int margin = (whole - size) / 2;
    Operand<TFloat32> scale = tf.math.div(tf.constant(new float[] {whole, whole}), sides);
    Operand<TFloat32> resized =
        tf.image.scaleAndTranslate(
            tf.expandDims(framed, tf.constant(0)),
            tf.constant(new int[] {size, size}),
            scale,
            tf.constant(new float[] {-margin, -margin}),
            ScaleAndTranslate.kernelType("triangle"),
            ScaleAndTranslate.antialias(true));
    return tf.reshape(resized, tf.constant(new int[] {size, size, preprocessing.channels()}));
  }

  private static Operand<TFloat32> frame(Ops tf, Operand<TFloat32> image, Fit fit) {
    if (fit == Fit.STRETCH) {
      return image;
    }
    Operand<TInt32> sides = sides(tf, image);
    Operand<TInt32> axis = tf.constant(new int[] {0});
    Operand<TInt32> zero = tf.constant(new int[] {0});
    if (fit == Fit.PAD) {
      Operand<TInt32> missing = tf.math.sub(tf.max(sides, axis), sides);
      Operand<TInt32> before = tf.math.floorDiv(missing, tf.constant(2));
      Operand<TInt32> after = tf.math.sub(missing, before);
      Operand<TInt32> paddings =
          tf.stack(
              List.of(
                  tf.concat(List.of(before, zero), tf.constant(0)),
                  tf.concat(List.of(after, zero), tf.constant(0))),
              Stack.axis(1L));
      return tf.pad(image, paddings, tf.constant(0f));
    }
    Operand<TInt32> kept = tf.broadcastTo(tf.min(sides, axis), tf.constant(new int[] {2}));
    Operand<TInt32> begin = tf.math.floorDiv(tf.math.sub(sides, kept), tf.constant(2));
    return tf.slice(
        image,
        tf.concat(List.of(begin, zero), tf.constant(0)),
        tf.concat(List.of(kept, tf.constant(new int[] {-1})), tf.constant(0)));
  }

  /** {@code [height, width]}. */
  private static Operand<TInt32> sides(Ops tf, Operand<TFloat32> image) {
    return tf.slice(tf.shape(image), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
  }

  /**
   * Replicates grey to three channels, orders the channels and scales them as the source of the
   * weights did.
   *
   * @param images {@code [N,S,S,C]} in [0,1], C as {@code preprocessing.channels()}
   * @return {@code [N,S,S,3]}, the network's input
   */
  public static Operand<TFloat32> normalise(
      Ops tf, Operand<TFloat32> images, Preprocessing preprocessing) {
    Operand<TFloat32> colour = images;
    if (preprocessing.channels() == 1) {
      colour = tf.tile(images, tf.constant(new int[] {1, 1, 1, 3}));
    } else if (preprocessing.bgr()) {
      colour = tf.reverse(images, tf.constant(new int[] {3}));
    }
    return tf.math.add(
        tf.math.mul(colour, tf.constant(preprocessing.scale())),
        tf.constant(preprocessing.offset()));
  }
}
