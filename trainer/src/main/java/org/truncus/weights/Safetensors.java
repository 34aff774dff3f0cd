package org.truncus.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.weights.bytes.MappedFile;

/**
 * The safetensors format: a 64-bit little-endian header length, a JSON header {@code {name: {dtype,
 * shape, data_offsets}}} with an optional {@code __metadata__} of strings, then the values. Strict:
 * the data must cover the rest of the file without gap or overlap. Floating types are read as
 * float32 and written as F32; integers are listed, but are no weights.
 */
public final class Safetensors {

  private Safetensors() {}

  /**
   * What a file holds.
   *
   * @param tensors by name, in the order of their data
   * @param metadata free text by name
   */
  public record Content(Map<String, WeightTensor> tensors, Map<String, String> metadata) {}

  /** The tensors of a file. See {@link #open}. */
  public static Map<String, WeightTensor> read(Path file) {
    return open(file).tensors();
  }

  /**
   * Reads a file as a whole.
   *
   * @throws InvalidWeightsException where the file is missing, can't be read or is not well formed
   * @throws UnsupportedWeightsException where a tensor holds no floating numbers
   */
  public static Content open(Path file) {
    SafetensorsReader.Described described = describe(MappedFile.open(file));
    Map<String, WeightTensor> tensors = new LinkedHashMap<>();
    described.tensors().forEach((name, tensor) -> tensors.put(name, tensor.read()));
    return new Content(tensors, described.metadata());
  }

  /** As {@link #open}, but reads no numbers yet. */
  static SafetensorsReader.Described describe(MappedFile file) {
    return new SafetensorsReader(file.reader()).read();
  }

  /**
   * Writes the tensors in their order; the same tensors give the same bytes. Overwrites; the caller
   * takes care of atomicity (temporary name, then rename).
   *
   * @param metadata free text by name
   */
  public static void write(
      Path file, Collection<WeightTensor> tensors, Map<String, String> metadata) {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      SafetensorsWriter.write(channel, tensors, metadata);
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": could not be written", e);
    }
  }
}
