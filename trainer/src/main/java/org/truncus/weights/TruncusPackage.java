package org.truncus.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.json.Json;
import org.truncus.weights.bytes.ByteReader;
import org.truncus.weights.bytes.MappedFile;
import org.truncus.weights.bytes.ProtoMessage;

/**
 * The weights in a model package of our own: the constants of {@code saved_model.pb} that are
 * called {@code layer.weight}. Batch normalisation was folded into the convolutions when the
 * package was written, so that only networks without it can be trained further from one.
 */
final class TruncusPackage {

  private static final String GRAPH = "saved_model.pb";
  private static final String MANIFEST = "assets.extra/truncus.json";
  private static final int META_GRAPHS = 2; // SavedModel
  private static final int GRAPH_DEF = 2; // MetaGraphDef
  private static final int NODE = 1; // GraphDef
  private static final int NODE_NAME = 1; // NodeDef
  private static final int NODE_OPERATION = 2;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ENTRY_VALUE = 2; // an entry of a map
  private static final int TENSOR = 8; // AttrValue
  private static final int TENSOR_TYPE = 1; // TensorProto
  private static final int TENSOR_SHAPE = 2;
  private static final int TENSOR_CONTENT = 4;
  private static final int TENSOR_FLOATS = 5;
  private static final int DIMENSION = 2; // TensorShapeProto
  private static final int DIMENSION_SIZE = 1;
  private static final int FLOAT = 1; // DataType

  private final ByteReader file;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private TruncusPackage(ByteReader file) {
    this.file = file;
  }

  /** Whether a folder holds a package. */
  static boolean is(Path folder) {
    return Files.isRegularFile(graph(folder)) && Files.isRegularFile(folder.resolve(MANIFEST));
  }

  /** The file with the weights. */
  static Path graph(Path folder) {
    return folder.resolve(GRAPH);
  }

  /** What {@link WeightSource} needs to know of a package. */
  static Map<String, String> metadata(Path folder) {
    JsonNode manifest = Json.read(folder.resolve(MANIFEST), JsonNode.class);
    JsonNode preprocessing = manifest.path("input").path("preprocessing");
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(OwnMetadata.BACKBONE, manifest.path("backbone").asText(""));
    metadata.put(OwnMetadata.NORMALIZATION, normalization(preprocessing.path("scale")));
    metadata.put(OwnMetadata.FOLDED, "true");
    return metadata;
  }

  /** The name of a normalisation, told by the scale of its first channel. */
  private static String normalization(JsonNode scale) {
    return switch ((int) Math.round(scale.path(0).asDouble(0))) {
      case 2 -> "mobilenet";
      case 4 -> "torch";
      case 255 -> "caffe";
      case 2048 -> "xrv";
      default -> "unknown";
    };
  }

  /** The constants of a graph. */
  static Map<String, StoredTensor> read(MappedFile graph) {
    TruncusPackage reader = new TruncusPackage(graph.reader());
    for (ProtoMessage meta : new ProtoMessage(reader.file).messages(META_GRAPHS)) {
      for (ProtoMessage definition : meta.messages(GRAPH_DEF)) {
        definition.messages(NODE).forEach(reader::node);
      }
    }
    return reader.tensors;
  }

  private void node(ProtoMessage node) {
    String name = node.text(NODE_NAME);
    boolean isWeight = name.indexOf('.') > 0 && name.indexOf('/') < 0;
    if (!isWeight || !node.text(NODE_OPERATION).equals("Const")) {
      return;
    }
    for (ProtoMessage attribute : node.messages(NODE_ATTRIBUTE)) {
      for (ProtoMessage value : attribute.messages(ENTRY_VALUE)) {
        value.messages(TENSOR).forEach(tensor -> tensor(name, tensor));
      }
    }
  }

  private void tensor(String name, ProtoMessage tensor) {
    long[] sizes =
        tensor.messages(TENSOR_SHAPE).stream()
            .flatMap(shape -> shape.messages(DIMENSION).stream())
            .mapToLong(dimension -> dimension.number(DIMENSION_SIZE))
            .toArray();
    int[] shape = file.shape(name, sizes);
    int count = (int) WeightTensor.size(shape);
    List<ByteReader> content = tensor.bytes(TENSOR_CONTENT);
    ByteReader values = // a single number is kept as such
        content.isEmpty() && count == 1 && tensor.bytes(TENSOR_FLOATS).size() == 1
            ? tensor.bytes(TENSOR_FLOATS).get(0)
            : content.isEmpty() ? file.slice(0, 0) : content.get(0);
    if (tensor.number(TENSOR_TYPE) != FLOAT || values.size() != (long) count * Float.BYTES) {
      throw file.damaged("constant %s does not hold its float32 values".formatted(name));
    }
    tensors.put(
        name,
        new StoredTensor(
            name,
            DType.F32,
            shape,
            () -> DType.F32.decode(values.at(0).take(values.size()), count)));
  }
}
