package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * All values of an image in a row, {@code [N,H,W,C]} to {@code [N,H*W*C]}, channels fastest as in
 * Keras. PyTorch runs over C, H, W instead: rows of a dense layer from there are in another order.
 */
public record Flatten() implements Layer {

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    FeatureShape input = inputs.get(0);
    return new FeatureShape(1, 1, Math.toIntExact(input.area() * input.channels()));
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    Shape shape = inputs.get(0).shape();
    Shape image = shape.numDimensions() == 4 ? shape.subShape(1, 4) : Shape.unknown();
    if (image.hasUnknownDimension()) {
      throw new IllegalArgumentException("Flatten needs images of a known size, not " + shape);
    }
    int values = Math.toIntExact(image.size());
    return context
        .op("Reshape")
        .reshape(inputs.get(0), context.op("shape").constant(new int[] {-1, values}));
  }
}
