package org.truncus.weights;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a weight file holds: everything but the numbers, which are read when they are asked for.
 *
 * @param path the file that was read
 * @param sha256 of the file, lower-case hexadecimal; of a TensorFlow.js model, of {@code
 *     model.json} and the shards one after the other
 * @param format what the content is
 * @param tensors by name, in the file's order; Keras' forms as {@code layer.weight}
 * @param metadata free text by name; empty where the format has none
 * @param layers of the architecture, where the file has it; empty elsewhere
 */
public record WeightFile(
    Path path,
    String sha256,
    Format format,
    Map<String, StoredTensor> tensors,
    Map<String, String> metadata,
    List<LayerConfig> layers) {

  /** What Keras says about the library that computed; Theano turned kernels by 180°. */
  public static final String BACKEND = "backend";

  /** Formats that can be read. */
  public enum Format {
    /** HDF5 as Keras 1 and 2 write it. */
    KERAS_HDF5("Keras HDF5"),
    /** HDF5 as Keras 3 writes it: {@code .weights.h5}. */
    KERAS_3_HDF5("Keras 3 HDF5"),
    /** Keras 3's {@code .keras} archive. */
    KERAS_ARCHIVE("Keras archive"),
    /** TensorFlow.js: {@code model.json} and shards. */
    TENSORFLOW_JS("TensorFlow.js"),
    /** safetensors. */
    SAFETENSORS("safetensors"),
    /** PyTorch's zip archive. */
    TORCH_ARCHIVE("PyTorch archive"),
    /** PyTorch's stream of before 1.6. */
    TORCH_STREAM("PyTorch stream"),
    /** NumPy's {@code .npz}. */
    NPZ("NumPy archive"),
    /** A model package of our own. */
    TRUNCUS_PACKAGE("Truncus package");

    private final String text;

    Format(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }
}
