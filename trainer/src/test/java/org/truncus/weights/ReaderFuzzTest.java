package org.truncus.weights;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.weights.bytes.ByteReader;
import org.truncus.weights.bytes.MappedFile;
import org.truncus.weights.bytes.ZipArchive;
import org.truncus.weights.keras.KerasArchive;
import org.truncus.weights.keras.KerasHdf5;
import org.truncus.weights.keras.TensorFlowJs;
import org.truncus.weights.torch.TorchFile;

/**
 * Whatever bytes a file has, a reader reads it or refuses it with one of two exceptions, and the
 * rules that tell networks by their names know it or don't. The gate runs the seeds beside {@code
 * make_seeds.py}; {@code JAZZER_FUZZ=1 mvn test -Djazzer.hooks=true -Dtest='ReaderFuzzTest#hdf5'}
 * looks for more.
 */
class ReaderFuzzTest {

  /** More than any seed has; a tensor of an expected shape is never larger than that shape. */
  private static final int LARGEST_TENSOR = 1 << 16;

  private static final String WHERE = "fuzz";

  @TempDir static Path folder;

  /** What a reader does with the bytes. */
  private interface Reader {
    Map<String, StoredTensor> read() throws IOException;
  }

  private static void readOrRefuse(Reader reader) throws IOException {
    try {
      Map<String, StoredTensor> tensors = reader.read();
      FileSummary.of(
          new WeightFile(folder, "", WeightFile.Format.SAFETENSORS, tensors, Map.of(), List.of()));
      for (StoredTensor tensor : tensors.values()) {
        if (tensor.size() <= LARGEST_TENSOR && tensor.dtype().isFloat()) {
          tensor.read();
        }
      }
    } catch (InvalidWeightsException | UnsupportedWeightsException e) {
      // refused
    }
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static MappedFile file(byte[] bytes) {
    return new MappedFile(folder.resolve("model.json"), buffer(bytes));
  }

  @FuzzTest
  void hdf5(byte[] bytes) throws IOException {
    readOrRefuse(() -> KerasHdf5.read(buffer(bytes), WHERE).tensors());
  }

  @FuzzTest
  void kerasArchive(byte[] bytes) throws IOException {
    readOrRefuse(() -> KerasArchive.read(ZipArchive.open(buffer(bytes), WHERE), WHERE).tensors());
  }

  @FuzzTest
  void torchArchive(byte[] bytes) throws IOException {
    readOrRefuse(
        () -> {
          ZipArchive archive = ZipArchive.open(buffer(bytes), WHERE);
          return TorchFile.is(archive) ? TorchFile.readArchive(archive, WHERE) : Map.of();
        });
  }

  @FuzzTest
  void torchStream(byte[] bytes) throws IOException {
    readOrRefuse(() -> TorchFile.readStream(buffer(bytes), WHERE));
  }

  @FuzzTest
  void npz(byte[] bytes) throws IOException {
    readOrRefuse(
        () -> {
          ZipArchive archive = ZipArchive.open(buffer(bytes), WHERE);
          return Npz.is(archive) ? Npz.read(archive, WHERE) : Map.of();
        });
  }

  @FuzzTest
  void safetensors(byte[] bytes) throws IOException {
    readOrRefuse(
        () -> new SafetensorsReader(new ByteReader(buffer(bytes), WHERE)).read().tensors());
  }

  @FuzzTest
  void tensorFlowJs(byte[] bytes) throws IOException {
    for (String shard : new String[] {"shard1", "shard2"}) {
      if (!Files.exists(folder.resolve(shard))) {
        Files.write(folder.resolve(shard), new byte[10]);
      }
    }
    readOrRefuse(() -> TensorFlowJs.read(file(bytes)).content().tensors());
  }

  @FuzzTest
  void graph(byte[] bytes) throws IOException {
    readOrRefuse(() -> TruncusPackage.read(file(bytes)));
  }
}
