package org.truncus.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.json.Json;

/**
 * The safetensors format: a 64-bit little-endian header length, a JSON header {@code {name: {dtype,
 * shape, data_offsets}}} with an optional {@code __metadata__} of strings, then the values. Strict:
 * the data must cover the rest of the file without gap or overlap. F32 only.
 */
public final class Safetensors {

  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = 8;
  private static final long HEADER_LIMIT = 100_000_000;

  private Safetensors() {}

  /**
   * What a file holds.
   *
   * @param tensors by name, in the order of their data
   * @param metadata free text by name
   */
  public record Content(Map<String, WeightTensor> tensors, Map<String, String> metadata) {}

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Entry(String name, int[] shape, long begin, long end) {}

  /** The tensors of a file. See {@link #open}. */
  public static Map<String, WeightTensor> read(Path file) {
    return open(file).tensors();
  }

  /**
   * Reads a file as a whole.
   *
   * @throws InvalidWeightsException where the file is not well formed
   * @throws UnsupportedWeightsException where a tensor is not F32
   */
  public static Content open(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      JsonNode header = header(file, channel);
      List<Entry> entries = new ArrayList<>();
      Map<String, String> metadata = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : header.properties()) {
        if (field.getKey().equals(METADATA)) {
          for (Map.Entry<String, JsonNode> text : field.getValue().properties()) {
            metadata.put(text.getKey(), text.getValue().asText());
          }
        } else {
          entries.add(entry(file, field.getKey(), field.getValue()));
        }
      }
      entries.sort(Comparator.comparingLong(Entry::begin).thenComparing(Entry::end));
      return new Content(values(file, channel, entries), metadata);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": could not be read", e);
    }
  }

  private static JsonNode header(Path file, FileChannel channel) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, length, 0);
    long size = length.getLong(0);
    if (length.hasRemaining()
        || size < 2
        || size > HEADER_LIMIT
        || size > channel.size() - LENGTH_BYTES) {
      throw new InvalidWeightsException(
          "%s: the header length %d does not fit a file of %d bytes"
              .formatted(file, size, channel.size()));
    }
    byte[] text = new byte[Math.toIntExact(size)];
    readFully(channel, ByteBuffer.wrap(text), LENGTH_BYTES);
    try {
      JsonNode header = Json.mapper().readTree(new String(text, StandardCharsets.UTF_8));
      if (!header.isObject()) {
        throw new InvalidWeightsException(file + ": the header is not a JSON object");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(
          file + ": the header is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer buffer, long position)
      throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        return;
      }
      at += count;
    }
  }

  private static Entry entry(Path file, String name, JsonNode node) {
    String dtype = node.path("dtype").asText("missing");
    if (!dtype.equals("F32")) {
      throw new UnsupportedWeightsException(
          "%s: tensor %s has dtype %s; only F32 is read".formatted(file, name, dtype));
    }
    JsonNode offsets = node.path("data_offsets");
    JsonNode sizes = node.path("shape");
    if (!sizes.isArray() || offsets.size() != 2) {
      throw new InvalidWeightsException(
          "%s: tensor %s lacks shape or data_offsets".formatted(file, name));
    }
    int[] shape = new int[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i).asInt(-1);
    }
    long begin = offsets.get(0).asLong(-1);
    long end = offsets.get(1).asLong(-1);
    long bytes = byteCount(file, name, shape);
    if (begin < 0 || end - begin != bytes) {
      throw new InvalidWeightsException(
          "%s: tensor %s: data_offsets [%d,%d] do not hold a shape of %d bytes"
              .formatted(file, name, begin, end, bytes));
    }
    return new Entry(name, shape, begin, end);
  }

  private static long byteCount(Path file, String name, int[] shape) {
    try {
      for (int size : shape) {
        if (size < 0) {
          throw new ArithmeticException("negative size");
        }
      }
      return Math.multiplyExact(WeightTensor.size(shape), (long) Float.BYTES);
    } catch (ArithmeticException e) {
      throw new InvalidWeightsException("%s: tensor %s: bad shape".formatted(file, name), e);
    }
  }

  private static Map<String, WeightTensor> values(
      Path file, FileChannel channel, List<Entry> entries) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, length, 0);
    long start = LENGTH_BYTES + length.getLong(0);
    long expected = 0;
    for (Entry entry : entries) {
      if (entry.begin() != expected) {
        throw new InvalidWeightsException(
            "%s: tensor %s begins at byte %d of the data; %d was expected (a gap or an overlap)"
                .formatted(file, entry.name(), entry.begin(), expected));
      }
      expected = entry.end();
    }
    if (start + expected != channel.size()) {
      throw new InvalidWeightsException(
          "%s: the tensors take %d bytes, the file has %d"
              .formatted(file, expected, channel.size() - start));
    }
    Map<String, WeightTensor> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      float[] values = new float[Math.toIntExact((entry.end() - entry.begin()) / Float.BYTES)];
      channel
          .map(FileChannel.MapMode.READ_ONLY, start + entry.begin(), entry.end() - entry.begin())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
      tensors.put(entry.name(), new WeightTensor(entry.name(), entry.shape(), values));
    }
    return tensors;
  }

  /**
   * Writes the tensors in their order; the same tensors give the same bytes. Overwrites; the caller
   * takes care of atomicity (temporary name, then rename).
   *
   * @param metadata free text by name
   */
  public static void write(
      Path file, Collection<WeightTensor> tensors, Map<String, String> metadata) {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put(METADATA, metadata);
    }
    long offset = 0;
    for (WeightTensor tensor : tensors) {
      long end = offset + (long) tensor.values().length * Float.BYTES;
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", "F32");
      entry.put("shape", tensor.shape());
      entry.put("data_offsets", new long[] {offset, end});
      if (header.put(tensor.name(), entry) != null) {
        throw new IllegalArgumentException("two tensors are called " + tensor.name());
      }
      offset = end;
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeFully(channel, headerBytes(header));
      for (WeightTensor tensor : tensors) {
        ByteBuffer data =
            ByteBuffer.allocate(tensor.values().length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(tensor.values());
        writeFully(channel, data);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": could not be written", e);
    }
  }

  private static ByteBuffer headerBytes(Map<String, Object> header) throws IOException {
    byte[] json =
        Json.mapper()
            .writer()
            .without(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsBytes(header);
    int padded = (json.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded).put(json);
    while (bytes.hasRemaining()) {
      bytes.put((byte) ' ');
    }
    return bytes.flip();
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
