package org.truncus.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.Map;

/** The tables of a model card that the run's record holds. */
final class CardNumbers {

  private CardNumbers() {}

  /** Rows, patients and findings of a split; a sentence where the record doesn't say. */
  static String split(PackageManifest manifest, String split) {
    JsonNode data = training(manifest).path("data").path("splits").path(split);
    if (data.isMissingNode()) {
      return "\nThe run's record says nothing of its " + split + " split.\n";
    }
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """

            %s split: %d images of %d patients.

            | label | positive | negative | not known | patients with it |
            |---|---|---|---|---|
            """,
            split,
            data.path("rows").asInt(),
            data.path("patients").asInt()));
    for (Map.Entry<String, JsonNode> label : data.path("labels").properties()) {
      JsonNode counts = label.getValue();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %d | %d |\n",
              label.getKey(),
              counts.path("positives").asInt(),
              counts.path("negatives").asInt(),
              counts.path("masked").asInt(),
              counts.path("patients").asInt()));
    }
    return text.toString();
  }

  /** Discrimination on the splits that were held back. */
  static String metrics(PackageManifest manifest) {
    JsonNode metrics = training(manifest).path("metrics");
    if (metrics.isEmpty()) {
      return "The run's record holds no metrics.\n";
    }
    StringBuilder text = new StringBuilder();
    text.append("Before calibration, which changes no order. The validation split chose the epoch");
    text.append(" and flatters.\n\n| split | label | AUROC (95 % CI) | AUPRC (95 % CI) | chance |");
    text.append("\n|---|---|---|---|---|\n");
    for (String split : new String[] {"test", "val"}) {
      for (Map.Entry<String, JsonNode> label : metrics.path(split).path("labels").properties()) {
        JsonNode value = label.getValue();
        text.append(
            String.format(
                "| %s | %s | %s | %s | %s |\n",
                split,
                label.getKey(),
                estimate(value, "auroc"),
                estimate(value, "auprc"),
                number(value.path("noSkill"))));
      }
    }
    text.append("\nBy subgroup: not computed at export. `truncus validate` gives every metric by");
    text.append(" view, sex, age and site on a list of yours.\n");
    return text.toString();
  }

  private static String estimate(JsonNode label, String metric) {
    JsonNode interval = label.path("ci95").path(metric);
    String value = number(label.path(metric));
    return interval.size() == 2
        ? value + " (" + number(interval.get(0)) + " to " + number(interval.get(1)) + ")"
        : value;
  }

  private static String number(JsonNode value) {
    return value.isNumber()
        ? String.format(Locale.ROOT, "%.3f", value.doubleValue())
        : "not defined";
  }

  private static JsonNode training(PackageManifest manifest) {
    return manifest.training() == null ? MissingNode.getInstance() : manifest.training();
  }
}
