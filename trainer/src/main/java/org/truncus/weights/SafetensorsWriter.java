package org.truncus.weights;

import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.truncus.json.Json;

/** Writes one safetensors file: header, padding to eight bytes, values. */
final class SafetensorsWriter {

  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = 8;

  private SafetensorsWriter() {}

  static void write(
      FileChannel channel, Collection<WeightTensor> tensors, Map<String, String> metadata)
      throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put(METADATA, new TreeMap<>(metadata));
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
    writeFully(channel, headerBytes(header));
    for (WeightTensor tensor : tensors) {
      ByteBuffer data =
          ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      data.asFloatBuffer().put(tensor.values());
      writeFully(channel, data);
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
