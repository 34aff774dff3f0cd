package org.truncus.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * The YAML head of a model card, with the keys that model hubs read: licence, tags, and the metrics
 * of the test split as a model index. Texts stand in the quotes of JSON, which are YAML's too.
 */
final class CardFrontMatter {

  private final PackageManifest manifest;
  private final StringBuilder yaml = new StringBuilder();

  private CardFrontMatter(PackageManifest manifest) {
    this.manifest = manifest;
  }

  static String of(PackageManifest manifest) {
    return new CardFrontMatter(manifest).write();
  }

  private String write() {
    String licence = manifest.card().licence();
    line("---");
    line("license: " + quoted(licence == null ? "not stated" : licence.strip()));
    line("library_name: " + quoted("truncus"));
    line("pipeline_tag: image-classification");
    line("tags: [medical-imaging, " + quoted(manifest.backbone()) + "]");
    line("metrics: [auroc, auprc]");
    index(manifest.training());
    line("---");
    line("");
    return yaml.toString();
  }

  private void index(JsonNode training) {
    JsonNode labels = path(training, "metrics", "test", "labels");
    if (labels.isEmpty()) {
      return;
    }
    line("model-index:");
    line("- name: " + quoted(manifest.name() + " " + manifest.version()));
    line("  results:");
    line("  - task: {type: image-classification}");
    line(
        "    dataset: {name: "
            + quoted("test split of list " + path(training, "data", "sha256").asText())
            + ", type: image-folder, split: test}");
    line("    metrics:");
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      for (String metric : new String[] {"auroc", "auprc"}) {
        JsonNode value = label.getValue().path(metric);
        if (value.isNumber()) {
          line(
              String.format(
                  "    - {type: %s, name: %s, value: %s}",
                  metric, quoted(metric + " of " + label.getKey()), value));
        }
      }
    }
  }

  private static JsonNode path(JsonNode node, String... keys) {
    JsonNode at = node == null ? TextNode.valueOf("") : node;
    for (String key : keys) {
      at = at.path(key);
    }
    return at;
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  private void line(String text) {
    yaml.append(text).append('\n');
  }
}
