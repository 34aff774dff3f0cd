package org.truncus.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFilesTest {

  private static final WeightTensor TENSOR =
      new WeightTensor("conv1.kernel", new int[] {2}, new float[] {1, 2});

  @TempDir Path folder;

  @Test
  void contentDecidesNotTheName() {
    Path file = folder.resolve("weights.h5");
    Safetensors.write(file, List.of(TENSOR), Map.of());
    WeightFile opened = WeightFiles.open(file);
    assertThat(opened.format()).isEqualTo(WeightFile.Format.SAFETENSORS);
    assertThat(opened.tensors())
        .hasEntrySatisfying("conv1.kernel", t -> assertThat(t.read()).isEqualTo(TENSOR));
    assertThat(opened.sha256()).matches("[0-9a-f]{64}");
  }

  @Test
  void aRunFolderStandsForItsBestCheckpoint() throws IOException {
    Path best = Files.createDirectories(folder.resolve("checkpoints/best"));
    Safetensors.write(best.resolve("weights.safetensors"), List.of(TENSOR), Map.of());
    assertThat(WeightFiles.open(folder).tensors()).containsKey("conv1.kernel");
  }

  @Test
  void otherFormatsAreUnsupportedAndMissingFilesInvalid() throws IOException {
    Path zip = Files.write(folder.resolve("resnet50.pth"), new byte[] {'P', 'K', 3, 4, 0, 0});
    assertThatThrownBy(() -> WeightFiles.open(zip))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContainingAll("resnet50.pth", "zip");
    Path text = Files.writeString(folder.resolve("a.txt"), "hello", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> WeightFiles.open(text))
        .isInstanceOf(UnsupportedWeightsException.class);
    assertThatThrownBy(() -> WeightFiles.open(folder.resolve("none.h5")))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("none.h5");
  }

  @Test
  void brokenHdf5IsInvalid() throws IOException {
    byte[] signature = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0};
    Path file = Files.write(folder.resolve("cut.h5"), signature);
    assertThatThrownBy(() -> WeightFiles.open(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("cut.h5");
  }
}
