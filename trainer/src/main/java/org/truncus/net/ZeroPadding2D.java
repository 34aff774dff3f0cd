package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Zeros around the image. Padding is explicit wherever a window strides (see {@link Layer}).
 *
 * @param top rows above
 * @param bottom rows below
 * @param left columns before
 * @param right columns after
 */
public record ZeroPadding2D(int top, int bottom, int left, int right) implements Layer {

  /** The same on all four sides. */
  public static ZeroPadding2D symmetric(int size) {
    return new ZeroPadding2D(size, size, size, size);
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    FeatureShape input = inputs.get(0);
    return new FeatureShape(
        input.height() + top + bottom, input.width() + left + right, input.channels());
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    int[][] paddings = {{0, 0}, {top, bottom}, {left, right}, {0, 0}};
    return context
        .op("Pad")
        .pad(
            inputs.get(0),
            context.op("paddings").constant(paddings),
            context.op("zero").constant(0f));
  }
}
