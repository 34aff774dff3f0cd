package org.truncus.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.json.Json;
import org.truncus.weights.bytes.ByteReader;

/** Reads one safetensors file. */
final class SafetensorsReader {

  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = 8;
  private static final long HEADER_LIMIT = 16 << 20;

  private final ByteReader file;

  private record Entry(StoredTensor tensor, long begin, long end) {}

  SafetensorsReader(ByteReader file) {
    this.file = file;
  }

  /** What a file holds, described. */
  record Described(Map<String, StoredTensor> tensors, Map<String, String> metadata) {}

  Described read() {
    long headerSize = headerSize();
    JsonNode header = header(headerSize);
    ByteReader data =
        file.slice(LENGTH_BYTES + headerSize, file.size() - LENGTH_BYTES - headerSize);
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().equals(METADATA)) {
        for (Map.Entry<String, JsonNode> text : field.getValue().properties()) {
          metadata.put(text.getKey(), text.getValue().asText());
        }
      } else {
        entries.add(entry(field.getKey(), field.getValue(), data));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparing(Entry::end));
    checkCover(entries, data.size());
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    entries.forEach(entry -> tensors.put(entry.tensor.name(), entry.tensor));
    return new Described(tensors, metadata);
  }

  /** The header's length in bytes, checked before anything of that size is allocated. */
  private long headerSize() {
    long size = file.size() < LENGTH_BYTES ? -1 : file.at(0).i64();
    if (size < 2 || size > HEADER_LIMIT || size > file.size() - LENGTH_BYTES) {
      throw file.damaged(
          "the header length %d does not fit a file of %d bytes".formatted(size, file.size()));
    }
    return size;
  }

  private JsonNode header(long size) {
    byte[] text = file.at(LENGTH_BYTES).copy(size);
    try {
      JsonNode header = Json.mapper().readTree(new String(text, StandardCharsets.UTF_8));
      if (!header.isObject()) {
        throw file.damaged("the header is not a JSON object");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw file.damaged("the header is not JSON: " + e.getOriginalMessage());
    }
  }

  private Entry entry(String name, JsonNode node, ByteReader data) {
    DType dtype = dtype(name, node.path("dtype").asText("missing"));
    JsonNode offsets = node.path("data_offsets");
    JsonNode sizes = node.path("shape");
    if (!sizes.isArray() || offsets.size() != 2) {
      throw file.damaged("tensor %s lacks shape or data_offsets".formatted(name));
    }
    long[] shape = new long[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      JsonNode size = sizes.get(i);
      shape[i] = size.isIntegralNumber() && size.canConvertToInt() ? size.intValue() : -1;
    }
    int[] checked = file.shape(name, shape);
    long begin = offsets.get(0).asLong(-1);
    long end = offsets.get(1).asLong(-1);
    int count = (int) WeightTensor.size(checked);
    long bytes = (long) count * dtype.bytes();
    if (begin < 0 || end - begin != bytes) {
      throw file.damaged(
          "tensor %s: data_offsets [%d,%d] do not hold a shape of %d bytes"
              .formatted(name, begin, end, bytes));
    }
    return new Entry(
        new StoredTensor(
            name,
            dtype,
            checked,
            () -> {
              ByteBuffer values = data.at(begin).take(bytes);
              return dtype.decode(values, count);
            }),
        begin,
        end);
  }

  private DType dtype(String name, String text) {
    return switch (text) {
      case "F32" -> DType.F32;
      case "F16" -> DType.F16;
      case "BF16" -> DType.BF16;
      case "F64" -> DType.F64;
      case "BOOL", "I8", "U8" -> DType.I8;
      case "I16", "U16" -> DType.I16;
      case "I32", "U32" -> DType.I32;
      case "I64", "U64" -> DType.I64;
      default ->
          throw new UnsupportedWeightsException(
              "%s: tensor %s has dtype %s; F16, BF16, F32, F64 and integers are read"
                  .formatted(file.where(), name, text));
    };
  }

  /** The data must cover the rest of the file without gap or overlap. */
  private void checkCover(List<Entry> entries, long size) {
    long expected = 0;
    for (Entry entry : entries) {
      if (entry.begin != expected) {
        throw file.damaged(
            "tensor %s begins at byte %d of the data; %d was expected (a gap or an overlap)"
                .formatted(entry.tensor.name(), entry.begin, expected));
      }
      expected = entry.end;
    }
    if (expected != size) {
      throw file.damaged("the tensors take %d bytes, the file has %d".formatted(expected, size));
    }
  }
}
