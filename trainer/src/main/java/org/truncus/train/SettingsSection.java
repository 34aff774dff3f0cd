package org.truncus.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.truncus.json.Json;
import org.truncus.plot.HtmlPage;

/**
 * The complete resolved configuration, as it stands in {@code run.json}, and what it came to. Of a
 * path only the last name is shown: a page may be handed on, and a path tells of the machine.
 */
record SettingsSection(RunRecord record) {

  void write(HtmlPage page) {
    page.section("Settings");
    page.paragraph(
        "The complete configuration with every default, by the names of run.json. Of a path only"
            + " the last name stands here.");
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    Map<String, String> run = new LinkedHashMap<>();
    JsonNode config = Json.mapper().valueToTree(record.config());
    for (Map.Entry<String, JsonNode> entry : config.properties()) {
      boolean group = entry.getValue().isObject();
      Map<String, String> facts =
          group ? groups.computeIfAbsent(entry.getKey(), key -> new LinkedHashMap<>()) : run;
      flatten(group ? "" : entry.getKey(), entry.getValue(), facts);
    }
    flatten("preprocessing", Json.mapper().valueToTree(record.preprocessing()), run);
    StringJoiner weights = new StringJoiner(", ");
    record.lossWeights().forEach(w -> weights.add(String.format(Locale.ROOT, "%.4g", w)));
    run.put("lossWeights", weights.toString());
    groups.put("run", run);
    Map<String, String> software = new LinkedHashMap<>(record.versions());
    software.put("device", record.device());
    groups.put("software", software);
    page.factGroups(groups);
  }

  private static void flatten(String name, JsonNode node, Map<String, String> facts) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> child : node.properties()) {
        String below = name.isEmpty() ? child.getKey() : name + "." + child.getKey();
        flatten(below, child.getValue(), facts);
      }
    } else if (node.isArray()) {
      StringJoiner values = new StringJoiner(", ");
      node.forEach(value -> values.add(text(value)));
      facts.put(name, node.isEmpty() ? "none" : values.toString());
    } else {
      facts.put(name, text(node));
    }
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "none";
    }
    return value.isTextual() ? PathText.nameOf(value.textValue()) : value.asText();
  }
}
