package org.truncus.weights.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.truncus.json.Json;
import org.truncus.weights.DType;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.LayerConfig;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.bytes.ByteReader;
import org.truncus.weights.bytes.MappedFile;

/**
 * A layers model of TensorFlow.js: {@code model.json} with a manifest of weights, and the shards
 * beside it, which the weights fill in their order.
 */
public final class TensorFlowJs {

  private static final String MANIFEST = "weightsManifest";
  private static final int MODEL_LIMIT = 64 << 20;
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\w-][\\w.-]*");

  private final MappedFile model;
  private final List<MappedFile> shards = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private TensorFlowJs(MappedFile model) {
    this.model = model;
  }

  /**
   * The content and the files it comes from.
   *
   * @param content the tensors
   * @param shards the files beside {@code model.json}, in their order
   */
  public record Model(KerasContent content, List<MappedFile> shards) {}

  /**
   * Reads {@code model.json} and maps the shards.
   *
   * @throws InvalidWeightsException where something is damaged or missing, or a shard would lie in
   *     another folder
   * @throws UnsupportedWeightsException where it is another JSON document, or quantised to integers
   */
  public static Model read(MappedFile model) {
    if (model.bytes().capacity() > MODEL_LIMIT) {
      throw new UnsupportedWeightsException(model.path() + ": too large for a model.json");
    }
    JsonNode json = parse(model);
    if (!json.path(MANIFEST).isArray()) {
      throw new UnsupportedWeightsException(
          model.path() + ": JSON, but not the model.json of TensorFlow.js: it has no " + MANIFEST);
    }
    TensorFlowJs file = new TensorFlowJs(model);
    for (JsonNode group : json.path(MANIFEST)) {
      file.readGroup(group);
    }
    JsonNode topology = json.path("modelTopology");
    JsonNode config = topology.has("model_config") ? topology.path("model_config") : topology;
    List<LayerConfig> layers = KerasConfig.layers(config);
    return new Model(
        new KerasContent(KerasContent.Layout.LEGACY, file.tensors, layers, "tensorflow"),
        file.shards);
  }

  private static JsonNode parse(MappedFile model) {
    ByteReader in = model.reader();
    try {
      return Json.mapper().readTree(new String(in.copy(in.size()), StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(
          "%s: not JSON: %s".formatted(model.path(), e.getOriginalMessage()), e);
    }
  }

  private void readGroup(JsonNode group) {
    List<ByteBuffer> parts = new ArrayList<>();
    long size = 0;
    for (JsonNode path : group.path("paths")) {
      MappedFile shard = shard(path.asText());
      parts.add(shard.bytes());
      size += shard.bytes().capacity();
    }
    ByteReader data = new ByteReader(joined(parts, size), model.path().toString());
    for (JsonNode weight : group.path("weights")) {
      StoredTensor tensor = tensor(weight, data);
      if (tensors.put(tensor.name(), tensor) != null) {
        throw damaged("there are two tensors " + tensor.name());
      }
    }
    if (data.remaining() > 0) {
      throw damaged("%d bytes of the shards belong to no weight".formatted(data.remaining()));
    }
  }

  /** A file right beside the model; a path that leads elsewhere is refused. */
  private MappedFile shard(String name) {
    if (!PLAIN_NAME.matcher(name).matches()) {
      throw damaged("shard '%s' doesn't lie beside the model".formatted(name));
    }
    Path path = model.path().resolveSibling(name);
    if (!Files.isRegularFile(path)) {
      throw damaged("shard %s is missing; download it into the same folder".formatted(name));
    }
    if (!names.add(name)) {
      throw damaged("shard %s is listed twice".formatted(name));
    }
    MappedFile shard = MappedFile.open(path);
    shards.add(shard);
    return shard;
  }

  /** One buffer; copied only where a group has several shards. */
  private ByteBuffer joined(List<ByteBuffer> parts, long size) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    if (size > Integer.MAX_VALUE - Long.BYTES) {
      throw damaged("a group of shards takes 2 GiB or more");
    }
    ByteBuffer joined = ByteBuffer.allocate((int) size);
    parts.forEach(part -> joined.put(part.duplicate()));
    return joined.flip();
  }

  private StoredTensor tensor(JsonNode weight, ByteReader data) {
    String path = weight.path("name").asText("");
    int slash = path.lastIndexOf('/');
    String layer = path.substring(0, Math.max(slash, 0)).replace('/', '_');
    String name = layer.isEmpty() ? path : layer + "." + path.substring(slash + 1);
    DType dtype = dtype(weight, name);
    List<JsonNode> sizes = new ArrayList<>();
    weight.path("shape").forEach(sizes::add);
    int[] shape = data.shape(name, sizes.stream().mapToLong(size -> size.asLong(-1)).toArray());
    StoredTensor described = new StoredTensor(name, dtype, shape, () -> new float[0]);
    ByteBuffer bytes = data.take(described.size() * dtype.bytes());
    int count = (int) described.size();
    return new StoredTensor(
        name, dtype, shape, () -> dtype.decode(bytes.duplicate().order(bytes.order()), count));
  }

  private DType dtype(JsonNode weight, String name) {
    JsonNode quantised = weight.path("quantization").path("dtype");
    String type = quantised.asText(weight.path("dtype").asText(""));
    boolean half = type.equals("float16");
    if (half || (type.equals("float32") && quantised.isMissingNode())) {
      return half ? DType.F16 : DType.F32;
    }
    if (type.equals("int32") && quantised.isMissingNode()) {
      return DType.I32;
    }
    throw new UnsupportedWeightsException(
        "%s: %s is of type %s; convert the model without quantisation"
            .formatted(model.path(), name, type.isEmpty() ? "unknown" : type));
  }

  private InvalidWeightsException damaged(String reason) {
    return new InvalidWeightsException("%s: %s".formatted(model.path(), reason));
  }
}
