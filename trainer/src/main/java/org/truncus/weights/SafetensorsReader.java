package org.truncus.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.json.Json;

/** Reads one safetensors file; the caller closes the channel. */
final class SafetensorsReader {

  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = 8;
  private static final long HEADER_LIMIT = 100_000_000;

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Entry(String name, int[] shape, long begin, long end) {}

  private final Path file;
  private final FileChannel channel;

  SafetensorsReader(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  Safetensors.Content read() throws IOException {
    JsonNode header = header(headerLength());
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().equals(METADATA)) {
        for (Map.Entry<String, JsonNode> text : field.getValue().properties()) {
          metadata.put(text.getKey(), text.getValue().asText());
        }
      } else {
        entries.add(entry(field.getKey(), field.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparing(Entry::end));
    return new Safetensors.Content(values(entries), metadata);
  }

  /** The header's length in bytes, checked before anything of that size is allocated. */
  private long headerLength() throws IOException {
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(length, 0);
    long size = length.getLong(0);
    if (length.hasRemaining()
        || size < 2
        || size > HEADER_LIMIT
        || size > channel.size() - LENGTH_BYTES) {
      throw new InvalidWeightsException(
          "%s: the header length %d does not fit a file of %d bytes"
              .formatted(file, size, channel.size()));
    }
    return size;
  }

  private JsonNode header(long size) throws IOException {
    byte[] text = new byte[Math.toIntExact(size)];
    readFully(ByteBuffer.wrap(text), LENGTH_BYTES);
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

  private void readFully(ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        return;
      }
      at += count;
    }
  }

  private Entry entry(String name, JsonNode node) {
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
      JsonNode size = sizes.get(i);
      shape[i] = size.isIntegralNumber() && size.canConvertToInt() ? size.intValue() : -1;
    }
    long begin = offsets.get(0).asLong(-1);
    long end = offsets.get(1).asLong(-1);
    int bytes = byteCount(name, shape);
    if (begin < 0 || end - begin != bytes) {
      throw new InvalidWeightsException(
          "%s: tensor %s: data_offsets [%d,%d] do not hold a shape of %d bytes"
              .formatted(file, name, begin, end, bytes));
    }
    return new Entry(name, shape, begin, end);
  }

  /** The size of the data, below the 2 GB that can be mapped at once. */
  private int byteCount(String name, int[] shape) {
    try {
      for (int size : shape) {
        if (size < 0) {
          throw new ArithmeticException("negative size");
        }
      }
      return Math.toIntExact(Math.multiplyExact(WeightTensor.size(shape), (long) Float.BYTES));
    } catch (ArithmeticException e) {
      throw new InvalidWeightsException(
          "%s: tensor %s: bad shape, or more than 2 GB".formatted(file, name), e);
    }
  }

  private Map<String, WeightTensor> values(List<Entry> entries) throws IOException {
    long start = LENGTH_BYTES + headerLength();
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
}
