package org.truncus.weights.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.truncus.json.Json;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.LayerConfig;

/** The architecture that full models carry as JSON: {@code {class_name, config: {layers: …}}}. */
final class KerasConfig {

  private static final int DEPTH_LIMIT = 16;

  private KerasConfig() {}

  /** The layers of a model in their order. */
  static List<LayerConfig> parse(String json, String where) {
    try {
      return layers(Json.mapper().readTree(json), 0);
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(
          "%s: damaged: the model's configuration is not JSON: %s"
              .formatted(where, e.getOriginalMessage()),
          e);
    }
  }

  /** The layers of a node that describes a model; none where it describes something else. */
  static List<LayerConfig> layers(JsonNode model) {
    return layers(model, 0);
  }

  private static List<LayerConfig> layers(JsonNode model, int depth) {
    JsonNode config = model.path("config");
    JsonNode entries = config.isArray() ? config : config.path("layers"); // Keras 1 and Sequential
    List<LayerConfig> layers = new ArrayList<>();
    if (depth < DEPTH_LIMIT) {
      for (JsonNode entry : entries) {
        layers.add(layer(entry, depth));
      }
    }
    return layers;
  }

  private static LayerConfig layer(JsonNode entry, int depth) {
    JsonNode config = entry.path("config");
    String name = entry.path("name").asText(config.path("name").asText(""));
    String type = entry.path("class_name").asText("");
    JsonNode epsilon = config.path("epsilon");
    JsonNode strides = config.path("strides");
    boolean equal = strides.size() == 2 && strides.get(0).equals(strides.get(1));
    return new LayerConfig(
        name.replace('/', '_'),
        type,
        type.equals("BatchNormalization") && epsilon.isNumber() ? (float) epsilon.asDouble() : null,
        equal ? strides.get(0).asInt() : 0,
        layers(entry, depth + 1));
  }
}
