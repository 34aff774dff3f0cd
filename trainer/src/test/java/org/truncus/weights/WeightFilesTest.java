package org.truncus.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "hdf5/legacy.h5, KERAS_HDF5, conv1.kernel bn.gamma bn.beta",
    "hdf5/model.h5, KERAS_HDF5, conv1.kernel bn.gamma bn.beta",
    "hdf5/latest.h5, KERAS_HDF5, conv1.kernel bn.gamma bn.beta",
    "hdf5/single.h5, KERAS_3_HDF5, conv2d.kernel conv2d.bias",
    "kerasArchive/model.keras, KERAS_ARCHIVE, conv1.kernel conv1.bias",
    "torchArchive/state.pth, TORCH_ARCHIVE, a b n p",
    "torchArchive/nested.pth, TORCH_ARCHIVE, state_dict.a state_dict.b",
    "torchStream/nested.pth, TORCH_STREAM, state_dict.a state_dict.b",
    "safetensors/types.safetensors, SAFETENSORS, a b c",
    "npz/stored.npz, NPZ, conv1/kernel b n",
    "npz/packed.npz, NPZ, conv1/kernel b n",
    "tensorFlowJs/model.json, TENSORFLOW_JS, conv1.kernel n bn.gamma"
  })
  void everyFormatIsKnownByItsContent(String seed, WeightFile.Format format, String tensors)
      throws IOException {
    Path file = folder.resolve("file.bin");
    try (InputStream in = getClass().getResourceAsStream("ReaderFuzzTestInputs/" + seed)) {
      Files.copy(in, file);
    }
    Files.write(
        folder.resolve("shard1"), new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0});
    Files.write(folder.resolve("shard2"), new byte[] {0x40, 0x40, 7, 0, 0, 0, 0, 0x3c, 0, 0x40});
    WeightFile opened = WeightFiles.open(file);
    assertThat(opened.format()).isEqualTo(format);
    assertThat(opened.tensors().keySet()).startsWith(tensors.split(" "));
    opened.tensors().values().stream().filter(t -> t.dtype().isFloat()).forEach(StoredTensor::read);
    assertThat(opened.sha256()).matches("[0-9a-f]{64}");
  }

  @Test
  void numbersOfSeveralShardsComeTogether() throws IOException {
    everyFormatIsKnownByItsContent(
        "tensorFlowJs/model.json", WeightFile.Format.TENSORFLOW_JS, "conv1.kernel");
    WeightFile opened = WeightFiles.open(folder.resolve("file.bin"));
    assertThat(opened.tensors().get("conv1.kernel").read().values()).containsExactly(1, 2, 3);
    assertThat(opened.tensors().get("bn.gamma").read().values()).containsExactly(1, 2);
    StoredTensor counter = opened.tensors().get("n");
    assertThatThrownBy(counter::read)
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageContaining("integers");
  }

  @Test
  void transposedTensorsAndFortransOrderComeInRows() throws IOException {
    everyFormatIsKnownByItsContent("torchArchive/state.pth", WeightFile.Format.TORCH_ARCHIVE, "a");
    WeightTensor transposed =
        WeightFiles.open(folder.resolve("file.bin")).tensors().get("a").read();
    assertThat(transposed.shape()).containsExactly(3, 2);
    assertThat(transposed.values()).containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void otherFormatsAreUnsupportedAndMissingFilesInvalid() throws IOException {
    Path zip = Files.write(folder.resolve("resnet50.pth"), new byte[] {'P', 'K', 3, 4, 0, 0});
    assertThatThrownBy(() -> WeightFiles.open(zip))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContainingAll("resnet50.pth", "zip", "broken download");
    Path text = Files.writeString(folder.resolve("a.txt"), "hello", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> WeightFiles.open(text))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageContainingAll("a.txt", "safetensors", ".pth");
    assertThatThrownBy(() -> WeightFiles.open(folder.resolve("none.h5")))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("none.h5");
  }

  @Test
  void aLargeFileIsImportedInUnderThreeSeconds() throws IOException {
    Initializer zeros = new Initializer.Constant(0);
    WeightSpec spec = new WeightSpec("conv1.kernel", new int[] {26_214_400}, true, zeros);
    Path file = folder.resolve("large.safetensors");
    Safetensors.write(
        file, List.of(spec.initial(1)), WeightSource.own("resnet50", 1e-5f, "torch").metadata());
    assertThat(Files.size(file)).isGreaterThan(100 << 20);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    WeightImport.load(file, new WeightTarget("resnet50", "L1", List.of(spec), 1e-5f));
    assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(3_000_000_000L);
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
