package org.truncus.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.truncus.json.Json;
import org.truncus.problem.InvalidInputException;
import org.truncus.train.RunRecord;

/**
 * Where a model comes from: the run's record and the digest of its weights. Of paths only the file
 * name is kept, since a package travels and folders may name people.
 */
final class Provenance {

  private Provenance() {}

  static JsonNode of(RunRecord record, Path weights) {
    ObjectNode training = Json.mapper().valueToTree(record);
    shorten(training.at("/config/data"), List.of("list", "root"));
    shorten(training.at("/config/network"), List.of("weights"));
    shorten(training.path("data"), List.of("list"));
    shorten(training.path("weights"), List.of("file"));
    try {
      training.put("bestWeightsSha256", PackageFiles.sha256(weights));
    } catch (IOException e) {
      throw new InvalidInputException(weights + ": can't be read: " + e.getMessage(), e);
    }
    return training;
  }

  private static void shorten(JsonNode node, List<String> paths) {
    for (String key : paths) {
      if (node.path(key).isTextual()) {
        String path = node.get(key).textValue();
        String shorter =
            path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        ((ObjectNode) node).put(key, shorter);
      }
    }
  }
}
