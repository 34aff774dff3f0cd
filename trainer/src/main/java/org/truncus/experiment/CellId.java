package org.truncus.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.truncus.json.Json;
import org.truncus.train.TrainConfig;

/**
 * Names a run by what decides its result: the settings that aren't the defaults, and the digests of
 * list and weight file. Where files lie and what computes don't count, so an experiment goes on
 * after its folder was moved, on another machine, or with other threads. A setting that a later
 * version adds doesn't change the names of runs that leave it alone.
 */
final class CellId {

  private static final int LENGTH = 12;

  /** Leaves of the configuration that a result doesn't depend on, but for its last bits. */
  private static final Set<String> NOT_COUNTED =
      Set.of(
          "/data/list",
          "/data/root",
          "/network/weights",
          "/compute/device",
          "/compute/threads",
          "/compute/workers");

  private CellId() {}

  /**
   * The name.
   *
   * @param config resolved
   * @param listSha256 digest of the list
   * @param weightsSha256 digest of the weight file; null without one
   */
  static String of(TrainConfig config, String listSha256, String weightsSha256) {
    Map<String, String> decisive = leaves(config);
    Map<String, String> defaults =
        leaves(TrainConfig.builder().data(data -> data.list(Path.of("list.csv"))).build());
    decisive.entrySet().removeIf(leaf -> leaf.getValue().equals(defaults.get(leaf.getKey())));
    decisive.put("/list", listSha256);
    decisive.put("/weights", String.valueOf(weightsSha256));
    return digest(decisive.toString()).substring(0, LENGTH);
  }

  private static Map<String, String> leaves(TrainConfig config) {
    Map<String, String> leaves = new TreeMap<>();
    collect("", Json.mapper().valueToTree(config), leaves);
    leaves.keySet().removeAll(NOT_COUNTED);
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        collect(path + "/" + field.getKey(), field.getValue(), leaves);
      }
    } else if (!node.isNull()) {
      leaves.put(path, node.toString());
    }
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
