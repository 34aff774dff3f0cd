package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.weights.ImportedWeights;
import org.truncus.weights.WeightImport;
import org.truncus.weights.WeightSpec;

/**
 * Published files, imported whole, against activations of an independent implementation in numpy
 * (the scripts beside the references) at every block end.
 */
class RealWeightsTest {

  @ParameterizedTest
  @CsvSource({
    "mobilenet_v1_0.25_224_tf.h5, mobilenet-v1-0.25, full, 14, 2",
    "mobilenet_v1_0.25_224_tf_no_top.h5, mobilenet-v1-0.25, full, 14, 0",
    "mobilenet_v1_0.25_224_tfjs, mobilenet-v1-0.25, full, 14, 2",
    "mobilenet_v1_1.0_224_tf_to_conv_pw_12.h5, mobilenet-v1-1.0, L12, 13, 0",
    "squeezenet_weights_tf_dim_ordering_tf_kernels_notop.h5, squeezenet-1.1, full, 8, 0",
    "squeezenet_weights_th_dim_ordering_th_kernels_notop.h5, squeezenet-1.1, full, 8, 0",
    "squeezenet_weights_th_dim_ordering_th_kernels_notop.h5, squeezenet-1.1, fire4, 3, 30"
  })
  void featuresEqualNumpysAtEveryBlockEnd(
      String file, String backbone, String cut, int layers, int ignored) {
    Path path = RealData.file("weights/" + file);
    Network network = Backbones.network(new NetworkSpec(backbone, cut, 1));
    ImportedWeights weights = WeightImport.load(path, network.weightTarget());
    assertThat(weights.tensors().keySet())
        .containsExactlyElementsOf(
            network.backboneWeights().stream().map(WeightSpec::name).toList());
    assertThat(weights.ignored()).hasSize(ignored);
    SelfTest test =
        SelfTest.of(
            network,
            weights.tensors(),
            Normalization.byName(weights.normalization()),
            GoldenReference.ofFile(weights.sha256()).orElseThrow());
    assertThat(test.layers()).hasSize(layers);
    assertThat(test.deviation()).isLessThan(SelfTest.TOLERANCE);
    assertThat(test.passed()).isTrue();
  }
}
