package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.net.Backbones;
import org.truncus.net.Network;
import org.truncus.net.NetworkSpec;
import org.truncus.weights.Safetensors;
import org.truncus.weights.WeightFiles;
import org.truncus.weights.WeightSource;
import org.truncus.weights.WeightTensor;

/** What the source of the weights did with an image rules the run and travels on. */
class ImportedNormalizationTest {

  @TempDir Path root;

  @Test
  void aRunFeedsImagesAsTheSourceOfItsWeightsDid() {
    Path list = SyntheticList.multilabel(root, 40);
    Network network = Backbones.network(new NetworkSpec("mobilenet-v1-0.25", "L4", 1));
    List<WeightTensor> tensors = network.weights().stream().map(spec -> spec.initial(1)).toList();
    Path weights = root.resolve("pretrained.safetensors");
    Safetensors.write(
        weights, tensors, WeightSource.own("mobilenet-v1-0.25", 1e-3f, "caffe").metadata());
    Path folder = root.resolve("run");
    RunRecord run =
        Runs.run(
            Runs.tiny(list)
                .network(settings -> settings.strategy(new Truncated()).weights(weights))
                .recipe(recipe -> recipe.epochs(1))
                .build(),
            folder);
    assertThat(run.preprocessing().bgr()).isTrue();
    assertThat(run.preprocessing().offset()).containsExactly(-103.939f, -116.779f, -123.68f);
    assertThat(run.weights().source()).contains("mobilenet-v1-0.25", "caffe normalisation");
    assertThat(run.weights().sha256()).isEqualTo(WeightFiles.open(weights).sha256());
    assertThat(run.weights().coverage().loaded()).isEqualTo(network("L3").backboneWeights().size());
    assertThat(run.weights().coverage().ignored()).contains("conv_pw_4.kernel", "probs.kernel");
    assertThat(WeightFiles.open(folder).metadata())
        .containsEntry("truncus.normalization", "caffe")
        .containsEntry("truncus.epsilon", "0.001");
  }

  private static Network network(String cut) {
    return Backbones.network(new NetworkSpec("mobilenet-v1-0.25", cut, 1));
  }
}
