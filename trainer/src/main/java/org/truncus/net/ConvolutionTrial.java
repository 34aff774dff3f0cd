package org.truncus.net;

import java.util.List;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/**
 * A convolution on random numbers: its gradient with respect to the input as TensorFlow computes it
 * beside what the definition says.
 */
final class ConvolutionTrial {

  private static final int BATCH = 2;
  private static final int SAMPLES = 400;

  private final Layer layer;
  private final int kernelSize;
  private final int strides;
  private final int padding;
  private final boolean depthwise;
  private final FeatureShape input;
  private final FeatureShape output;
  private final WeightSpec kernel;
  private final float[] weights;
  private final float[] factors;

  /** A convolution for inputs of this shape. */
  ConvolutionTrial(Conv2D layer, FeatureShape input) {
    this(layer, layer.kernelSize(), layer.strides(), layer.padding(), false, input);
  }

  /** A depthwise convolution for inputs of this shape. */
  ConvolutionTrial(DepthwiseConv2D layer, FeatureShape input) {
    this(layer, layer.kernelSize(), layer.strides(), layer.padding(), true, input);
  }

  private ConvolutionTrial(
      Layer layer,
      int kernelSize,
      int strides,
      Padding padding,
      boolean depthwise,
      FeatureShape input) {
    this.layer = layer;
    this.kernelSize = kernelSize;
    this.strides = strides;
    this.padding = padding == Padding.SAME ? (kernelSize - 1) / 2 : 0;
    this.depthwise = depthwise;
    this.input = input;
    this.output = layer.output(List.of(input));
    this.kernel = layer.weights("trial", List.of(input)).get(0);
    this.weights = uniform(1, kernel.size());
    this.factors = uniform(2, values(output));
  }

  private static float[] uniform(long seed, long size) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.toIntExact(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static long values(FeatureShape shape) {
    return BATCH * shape.area() * shape.channels();
  }

  /** The gradient {@code [2,H,W,in]} of the sum of the outputs, each times a random factor. */
  float[] gradient(ExecutionOptions options) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images = placeholder(tf, input);
      Placeholder<TFloat32> factor = placeholder(tf, output);
      VariableWeights variables = new VariableWeights(graph);
      LayerContext context =
          new LayerContext(
              tf,
              "trial",
              variables,
              layer.weights("trial", List.of(input)),
              Mode.TRAIN,
              BuildOptions.MOMENTUM);
      Operand<TFloat32> made = layer.build(context, List.of(images));
      Operand<TFloat32> sum =
          tf.sum(tf.math.mul(made, factor), tf.constant(new int[] {0, 1, 2, 3}));
      Output<?>[] gradient =
          graph.addGradients(sum.asOutput(), new Output<?>[] {images.asOutput()});
      try (Session session = Sessions.open(graph, options);
          TFloat32 fedImages = tensor(uniform(3, values(input)), input);
          TFloat32 fedFactors = tensor(factors, output)) {
        variables.initialize(session, 1);
        variables.load(session, List.of(new WeightTensor(kernel.name(), kernel.shape(), weights)));
        try (Result result =
            session
                .runner()
                .feed(images, fedImages)
                .feed(factor, fedFactors)
                .fetch(gradient[0])
                .run()) {
          return Tensors.values((TFloat32) result.get(0));
        }
      }
    }
  }

  private static Placeholder<TFloat32> placeholder(Ops tf, FeatureShape shape) {
    return tf.placeholder(
        TFloat32.class,
        Placeholder.shape(Shape.of(-1, shape.height(), shape.width(), shape.channels())));
  }

  private static TFloat32 tensor(float[] values, FeatureShape shape) {
    return Tensors.of(values, BATCH, shape.height(), shape.width(), shape.channels());
  }

  /**
   * By how much a gradient is off: the root mean square of its errors over that of what it should
   * be, at some hundred places.
   */
  double error(float[] gradient) {
    SplittableRandom random = new SplittableRandom(4);
    double errors = 0;
    double sizes = 0;
    for (int i = 0; i < SAMPLES; i++) {
      int at = random.nextInt(gradient.length);
      double expected = defined(at);
      errors += (gradient[at] - expected) * (gradient[at] - expected);
      sizes += expected * expected;
    }
    return Math.sqrt(errors / sizes);
  }

  /** One value of the gradient: the sum over the windows in which the input value lies. */
  private double defined(int at) {
    int channel = at % input.channels();
    int pixel = at / input.channels();
    int x = pixel % input.width();
    int y = pixel / input.width() % input.height();
    int image = Math.toIntExact(pixel / input.area());
    double sum = 0;
    for (int row = 0; row < kernelSize; row++) {
      for (int column = 0; column < kernelSize; column++) {
        int top = y + padding - row;
        int left = x + padding - column;
        boolean window = top >= 0 && left >= 0 && top % strides == 0 && left % strides == 0;
        if (window && top / strides < output.height() && left / strides < output.width()) {
          long target =
              (image * output.area() + (long) top / strides * output.width() + left / strides)
                  * output.channels();
          int source = (row * kernelSize + column) * input.channels() + channel;
          sum += product(Math.toIntExact(target), source, channel);
        }
      }
    }
    return sum;
  }

  private double product(int target, int source, int channel) {
    if (depthwise) {
      return (double) factors[target + channel] * weights[source];
    }
    double sum = 0;
    for (int filter = 0; filter < output.channels(); filter++) {
      sum += (double) factors[target + filter] * weights[source * output.channels() + filter];
    }
    return sum;
  }
}
