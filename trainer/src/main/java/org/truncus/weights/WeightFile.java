package org.truncus.weights;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a weight file holds, read as a whole.
 *
 * @param path the file that was read
 * @param sha256 of the file, lower-case hexadecimal
 * @param format what the content is
 * @param tensors by name as {@code layer.weight}, in the file's order
 * @param metadata free text by name; empty for HDF5
 */
public record WeightFile(
    Path path,
    String sha256,
    Format format,
    Map<String, WeightTensor> tensors,
    Map<String, String> metadata) {

  /** Formats that can be read. */
  public enum Format {
    /** HDF5 as Keras 2 writes it. */
    KERAS_HDF5,
    /** safetensors. */
    SAFETENSORS
  }
}
