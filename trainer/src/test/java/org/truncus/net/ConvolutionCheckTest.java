package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Input gradients of convolutions against their definition, at the shapes of real networks. */
class ConvolutionCheckTest {

  private static final ExecutionOptions CPU = ExecutionOptions.cpu(2);

  /** Shapes whose gradient oneDNN gets wrong where it pads the input channels. */
  @ParameterizedTest
  @CsvSource({
    "2048, 512, 1, 1, 7", // ResNet50, the last stage at 224 pixels
    "512, 2048, 1, 1, 7",
    "1024, 2048, 1, 2, 14", // its projection shortcut
    "416, 128, 1, 1, 28", // DenseNet121, the second block at 224 pixels
    "992, 128, 1, 1, 7",
    "1024, 1024, 1, 1, 7", // MobileNet v1
    "512, 64, 1, 1, 3", // SqueezeNet 1.1 at 64 pixels
    "48, 192, 3, 1, 3",
    "80, 32, 3, 2, 9" // no published network
  })
  void convolutionsAreTrainedRightly(int in, int filters, int size, int strides, int side) {
    Padding padding = size == 1 || strides > 1 ? Padding.VALID : Padding.SAME;
    Conv2D layer = new Conv2D(filters, size, strides, padding, false);
    ConvolutionTrial trial = new ConvolutionTrial(layer, new FeatureShape(side, side, in));
    assertThat(trial.error(trial.gradient(CPU))).isLessThan(1e-5);
  }

  @ParameterizedTest
  @CsvSource({"squeezenet-1.1, 64", "resnet50, 64", "densenet121, 64", "mobilenet-v1-0.25, 64"})
  void backbonesPass(String backbone, int imageSize) {
    Network network = Backbones.network(new NetworkSpec(backbone, "full", 1));
    assertThatCode(() -> new ConvolutionCheck().run(network, Set.of(), imageSize, CPU))
        .doesNotThrowAnyException();
  }

  static Stream<Layer> layers() {
    return Stream.of(
        new Conv2D(32, 3, 1, Padding.SAME, true),
        new Conv2D(16, 3, 2, Padding.VALID, false),
        new Conv2D(16, 5, 1, Padding.VALID, false),
        new Conv2D(16, 7, 2, Padding.VALID, false),
        new DepthwiseConv2D(3, 1, Padding.SAME, true),
        new DepthwiseConv2D(3, 2, Padding.VALID, false));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aWrongGradientIsTold(Layer layer) {
    FeatureShape input = new FeatureShape(9, 8, 32);
    ConvolutionTrial trial =
        layer instanceof Conv2D convolution
            ? new ConvolutionTrial(convolution, input)
            : new ConvolutionTrial((DepthwiseConv2D) layer, input);
    float[] gradient = trial.gradient(CPU);
    assertThat(trial.error(gradient)).isLessThan(1e-5);
    for (int i = 0; i < gradient.length; i += 32) {
      gradient[i] = gradient[i + 1]; // one channel of thirty-two
    }
    assertThat(trial.error(gradient)).isGreaterThan(0.05);
  }
}
