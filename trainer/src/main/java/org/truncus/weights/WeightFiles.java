package org.truncus.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.weights.WeightFile.Format;
import org.truncus.weights.bytes.ByteReader;
import org.truncus.weights.bytes.MappedFile;
import org.truncus.weights.bytes.ZipArchive;
import org.truncus.weights.hdf5.Hdf5File;
import org.truncus.weights.keras.KerasArchive;
import org.truncus.weights.keras.KerasContent;
import org.truncus.weights.keras.KerasHdf5;
import org.truncus.weights.keras.TensorFlowJs;
import org.truncus.weights.torch.TorchFile;

/** Opens weight files by what they hold, whatever their name. */
public final class WeightFiles {

  private static final String READABLE =
      "read are Keras HDF5 (.h5, .weights.h5) and .keras, TensorFlow.js (model.json), safetensors,"
          + " PyTorch (.pth, .pt), NumPy .npz, and the folders of runs and packages";
  private static final int JSON_START = 8;
  private static final String BEST_OF_RUN = "checkpoints/best/weights.safetensors";
  private static final String MODEL_JSON = "model.json";

  private WeightFiles() {}

  /**
   * Reads what a file holds, all but the numbers.
   *
   * @param path a file, or the folder of a run (its best checkpoint), of a model package or of a
   *     TensorFlow.js model
   * @throws InvalidWeightsException where there is no such file or it is damaged
   * @throws UnsupportedWeightsException where it is of another format
   */
  public static WeightFile open(Path path) {
    if (TruncusPackage.is(path)) {
      MappedFile graph = MappedFile.open(TruncusPackage.graph(path));
      Map<String, StoredTensor> tensors = TruncusPackage.read(graph);
      return file(graph, Format.TRUNCUS_PACKAGE, tensors, TruncusPackage.metadata(path));
    }
    Path file = path;
    if (Files.isDirectory(path)) {
      Path model = path.resolve(MODEL_JSON);
      file = Files.isRegularFile(model) ? model : path.resolve(BEST_OF_RUN);
    }
    if (!Files.isRegularFile(file)) {
      throw new InvalidWeightsException(
          file
              + ": there is no such file; a weight file or the folder of a finished run is needed");
    }
    return open(MappedFile.open(file));
  }

  private static WeightFile open(MappedFile file) {
    String where = file.path().toString();
    if (Hdf5File.starts(file.reader())) {
      KerasContent content = KerasHdf5.read(file.bytes(), where);
      boolean legacy = content.layout() == KerasContent.Layout.LEGACY;
      return keras(file, legacy ? Format.KERAS_HDF5 : Format.KERAS_3_HDF5, content);
    }
    if (ZipArchive.starts(file.reader())) {
      return archive(file, ZipArchive.open(file.bytes(), where));
    }
    if (TorchFile.startsStream(file.reader())) {
      Map<String, StoredTensor> tensors = TorchFile.readStream(file.bytes(), where);
      return file(file, Format.TORCH_STREAM, tensors, Map.of());
    }
    if (startsJson(file.reader())) {
      return tensorFlowJs(file);
    }
    ByteReader start = file.reader();
    if (start.size() > JSON_START && start.at(JSON_START).u8() == '{') {
      SafetensorsReader.Described content = Safetensors.describe(file);
      return file(file, Format.SAFETENSORS, content.tensors(), content.metadata());
    }
    throw new UnsupportedWeightsException(
        "%s: of no known format; %s".formatted(file.path(), READABLE));
  }

  /** A JSON document has no byte 0 where safetensors has the upper half of a length. */
  private static boolean startsJson(ByteReader start) {
    return start.size() >= JSON_START && start.u8() == '{' && start.at(JSON_START - 1).u8() != 0;
  }

  private static WeightFile archive(MappedFile file, ZipArchive archive) {
    String where = file.path().toString();
    if (KerasArchive.is(archive)) {
      return keras(file, Format.KERAS_ARCHIVE, KerasArchive.read(archive, where));
    }
    if (TorchFile.is(archive)) {
      return file(file, Format.TORCH_ARCHIVE, TorchFile.readArchive(archive, where), Map.of());
    }
    if (Npz.is(archive)) {
      return file(file, Format.NPZ, Npz.read(archive, where), Map.of());
    }
    throw new UnsupportedWeightsException(
        "%s: a zip archive, but neither .keras nor .pth nor .npz; %s"
            .formatted(file.path(), READABLE));
  }

  private static WeightFile tensorFlowJs(MappedFile file) {
    TensorFlowJs.Model model = TensorFlowJs.read(file);
    MessageDigest digest = MappedFile.newSha256();
    file.digest(digest);
    model.shards().forEach(shard -> shard.digest(digest));
    KerasContent content = model.content();
    return new WeightFile(
        file.path(),
        HexFormat.of().formatHex(digest.digest()),
        Format.TENSORFLOW_JS,
        content.tensors(),
        Map.of(),
        content.layers());
  }

  private static WeightFile keras(MappedFile file, Format format, KerasContent content) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (!content.backend().isEmpty()) {
      metadata.put(WeightFile.BACKEND, content.backend());
    }
    return new WeightFile(
        file.path(), file.sha256(), format, content.tensors(), metadata, content.layers());
  }

  private static WeightFile file(
      MappedFile file,
      Format format,
      Map<String, StoredTensor> tensors,
      Map<String, String> metadata) {
    return new WeightFile(file.path(), file.sha256(), format, tensors, metadata, List.of());
  }
}
