package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.net.Backbones;
import org.truncus.net.NetworkSpec;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.weights.Safetensors;
import org.truncus.weights.WeightSource;
import org.truncus.weights.WeightTensor;

class RefusalTest {

  @TempDir private Path root;

  @Test
  void brokenImagesAreNamedAllAtOnce() throws IOException {
    Path list = SyntheticList.multilabel(root, 30);
    Files.writeString(root.resolve("i3.png"), "no image");
    byte[] whole = Files.readAllBytes(root.resolve("i9.png"));
    Files.write(root.resolve("i9.png"), Arrays.copyOf(whole, 60));
    refused(Runs.tiny(list).build(), InvalidInputException.class)
        .hasMessageContaining("2 of 60 images can't be read")
        .hasMessageContaining("line 5, i3.png")
        .hasMessageContaining("line 11, i9.png");
    assertThat(root.resolve("run/run.json")).doesNotExist();
  }

  @Test
  void aLabelOfOneKindOnlyIsNamedWithItsSplit() throws IOException {
    Path list = SyntheticList.multilabel(root, 20);
    String text =
        Files.readAllLines(list).stream()
            .map(line -> line.replaceFirst("(,val,)[01]", "$10"))
            .collect(Collectors.joining("\n"));
    Files.writeString(list, text);
    refused(Runs.tiny(list).build(), InvalidInputException.class)
        .hasMessageContaining("label blob, split val: 0 positive rows");
  }

  @Test
  void anImageTooSmallForTheCutIsRefusedBeforeTheListIsRead() {
    TrainConfig config =
        Runs.tiny(root.resolve("none.csv"))
            .network(network -> network.backbone("resnet50").cut("full"))
            .input(input -> input.imageSize(16))
            .build();
    refused(config, UsageException.class)
        .hasMessageContaining("--image-size 16")
        .hasMessageContaining("resnet50")
        .hasMessageContaining("earlier --cut");
  }

  @Test
  void strategiesAreCheckedAgainstCutAndWeights() {
    Path list = root.resolve("none.csv");
    refused(
            Runs.tiny(list).network(network -> network.strategy(new Truncated())).build(),
            UsageException.class)
        .hasMessageContaining("--weights FILE");
    refused(
            Runs.tiny(list)
                .network(network -> network.strategy(new Truncated()).cut("full").weights(list))
                .build(),
            UsageException.class)
        .hasMessageContaining("--cut");
  }

  @Test
  void aLossThatIsNoNumberStopsTheRun() {
    Path list = SyntheticList.multilabel(root, 20);
    Path weights = root.resolve("huge.safetensors");
    List<WeightTensor> huge =
        Backbones.network(new NetworkSpec("mobilenet-v1-0.25", "L3", 2)).weights().stream()
            .map(
                spec -> {
                  float[] values = new float[Math.toIntExact(spec.size())];
                  Arrays.fill(values, 3e38f);
                  return new WeightTensor(spec.name(), spec.shape(), values);
                })
            .toList();
    Safetensors.write(
        weights, huge, WeightSource.own("mobilenet-v1-0.25", 1e-3f, "mobilenet").metadata());
    TrainConfig config =
        Runs.tiny(list)
            .network(network -> network.strategy(new Truncated()).weights(weights))
            .build();
    refused(config, TrainingDivergedException.class)
        .hasMessageContaining("epoch 1, batch 1")
        .hasMessageContaining("smaller --lr");
    assertThat(new RunFolder(root.resolve("run")).record().status()).isEqualTo(RunStatus.FAILED);
  }

  private AbstractThrowableAssert<?, ?> refused(TrainConfig config, Class<?> type) {
    return assertThatThrownBy(() -> Runs.run(config, root.resolve("run"))).isInstanceOf(type);
  }
}
