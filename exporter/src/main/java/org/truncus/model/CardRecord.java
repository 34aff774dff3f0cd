package org.truncus.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/** The last sections of a model card: what was measured at export, and how to make it again. */
final class CardRecord {

  private final PackageManifest manifest;
  private final StringBuilder text = new StringBuilder();

  private CardRecord(PackageManifest manifest) {
    this.manifest = manifest;
  }

  static String of(PackageManifest manifest) {
    CardRecord record = new CardRecord(manifest);
    record.assurance();
    record.reproducibility();
    return record.text.toString();
  }

  private void assurance() {
    line("");
    line("## Measured at export");
    line("");
    Assurance assurance = manifest.assurance();
    if (assurance == null) {
      line("Nothing.");
      return;
    }
    item(
        "Golden vectors",
        assurance.goldenVectors()
            + " made-up images, whose scores every loader must reproduce before it scores others");
    if (assurance.folding() != null) {
      item("Folding", assurance.folding().words());
    }
    for (Form form : assurance.forms()) {
      item("Form " + form.precision().text(), form.words());
    }
  }

  private void reproducibility() {
    line("");
    line("## Reproducibility record");
    line("");
    JsonNode training =
        manifest.training() == null ? MissingNode.getInstance() : manifest.training();
    item("Run", said(training.path("id")));
    item("Seed", said(training.path("seed")));
    item("List SHA-256", said(training.path("data").path("sha256")));
    item("Best epoch", said(training.path("best").path("epoch")));
    item("Starting weights SHA-256", said(training.path("weights").path("sha256")));
    item("Weights SHA-256", said(training.path("bestWeightsSha256")));
    item("Device", said(training.path("device")));
    for (Map.Entry<String, JsonNode> version : training.path("versions").properties()) {
      item("Version of " + version.getKey(), said(version.getValue()));
    }
    line("");
    line(
        "The run's whole configuration stands under `training` in `truncus.json`, with the"
            + " SHA-256");
    line("of every file of this package.");
  }

  private static String said(JsonNode value) {
    return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
        ? value.asText()
        : "not stated";
  }

  private void item(String name, String value) {
    line("- **" + name + "**: " + value);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
