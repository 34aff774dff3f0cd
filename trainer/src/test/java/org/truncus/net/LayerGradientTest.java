package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.problem.UsageException;

/** The gradients of every layer against finite differences. */
class LayerGradientTest {

  record Case(Layer layer, Mode mode, List<int[]> inputs) {
    @Override
    public String toString() {
      return layer + " " + mode;
    }
  }

  static Stream<Case> cases() {
    int[] image = {2, 5, 6, 2};
    return Stream.of(
        one(new Conv2D(3, 3, 1, Padding.SAME, true), image),
        one(new Conv2D(3, 3, 2, Padding.VALID, false), image),
        one(new Conv2D(4, 1, 2, Padding.VALID, true), image),
        one(new DepthwiseConv2D(3, 1, Padding.SAME, true), image),
        one(new DepthwiseConv2D(3, 2, Padding.VALID, false), image),
        one(new BatchNormalization(1e-3f), image),
        new Case(new BatchNormalization(1e-5f), Mode.INFERENCE, List.of(image)),
        one(new ReLU(), image),
        one(new ReLU6(), new int[] {2, 7, 8, 2}),
        one(new MaxPooling2D(3, 2, Padding.VALID), image),
        one(new MaxPooling2D(2, 1, Padding.SAME), image),
        one(new AveragePooling2D(2, 2, Padding.VALID), image),
        one(new AveragePooling2D(3, 1, Padding.SAME), image),
        one(new GlobalAveragePooling2D(), image),
        one(new Flatten(), image),
        one(new ZeroPadding2D(1, 2, 0, 3), image),
        one(new Dense(3), new int[] {4, 5}),
        new Case(new Add(), Mode.TRAIN, List.of(image, image)),
        new Case(new Concatenate(), Mode.TRAIN, List.of(image, new int[] {2, 5, 6, 3})));
  }

  private static Case one(Layer layer, int[] input) {
    return new Case(layer, Mode.TRAIN, List.of(input));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsEqualCentralDifferences(Case tested) {
    new GradientCheck(tested.layer(), tested.mode(), tested.inputs()).run();
  }

  @Test
  void noLayerIsLeftOut() {
    Set<Class<?>> covered =
        cases().map(tested -> tested.layer().getClass()).collect(Collectors.toSet());
    assertThat(Layer.class.getPermittedSubclasses()).allMatch(covered::contains);
  }

  @Test
  void stridesWithSamePaddingAreRefused() {
    assertThatThrownBy(() -> new Conv2D(8, 3, 2, Padding.SAME, false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("ZeroPadding2D");
    assertThatThrownBy(() -> new MaxPooling2D(3, 2, Padding.SAME))
        .isInstanceOf(UsageException.class);
  }
}
