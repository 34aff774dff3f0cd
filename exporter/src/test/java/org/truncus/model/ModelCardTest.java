package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;

class ModelCardTest {

  @TempDir static Path folder;
  private static ModelPackage model;
  private static String card;

  @BeforeAll
  static void export() throws IOException {
    TrainedRuns.list(folder, 100, true);
    Path run = TrainedRuns.train(folder);
    Path yaml =
        Files.writeString(
            folder.resolve("card.yml"),
            "intendedUse: |\n  Shows where \"blobs\" are: nothing else.\nlicence: CC-BY-4.0\n");
    ExportOptions options =
        ExportOptions.standard()
            .withCard(CardTexts.read(yaml))
            .withSigningKey(SigningKey.generate())
            .withValidDomain(
                new ValidDomain(
                    java.util.List.of("DX"),
                    java.util.List.of(),
                    java.util.List.of(),
                    java.util.List.of("MONOCHROME2"),
                    18));
    model =
        ModelPackage.open(
            PackageExport.export(
                run,
                folder.resolve("models"),
                "blobs",
                options,
                Progress.silent(),
                TrainedRuns.CLOCK));
    card = Files.readString(model.folder().resolve(ModelPackage.MODEL_CARD));
  }

  @Test
  void hasTheHeadingsOfAModelCard() {
    assertThat(card)
        .contains(
            "## Model details",
            "## Intended use",
            "## Out of scope",
            "## Valid domain",
            "## Factors",
            "## Metrics",
            "## Evaluation data",
            "## Training data",
            "## Quantitative analyses",
            "## Calibration",
            "## Operating points",
            "## Coded findings",
            "## Failure modes",
            "## Ethical considerations",
            "## Caveats and recommendations",
            "## Measured at export",
            "## Reproducibility record");
  }

  @Test
  void saysWhatWasSaidAndThatTheRestWasNot() {
    assertThat(card)
        .contains("Shows where \"blobs\" are: nothing else.")
        .contains("- **Licence**: CC-BY-4.0")
        .contains("- **Contact**: not stated")
        .contains("## Ethical considerations\n\nNot stated.")
        .contains("- **Age**: from 18 years")
        .contains("- **Photometric interpretations**: MONOCHROME2")
        .contains("| blob | blob | 99TRUNCUS | blob |")
        .contains("train split: 120 images of 60 patients")
        .contains("- **Seed**: 7")
        .contains(model.manifest().training().path("data").path("sha256").asText());
  }

  @Test
  void theHeadIsYamlWithTheRunsMetrics() throws IOException {
    JsonNode head = new YAMLMapper().readTree(card.substring(4, card.indexOf("---\n", 4)));

    assertThat(head.path("license").asText()).isEqualTo("CC-BY-4.0");
    JsonNode metric = head.at("/model-index/0/results/0/metrics/0");
    assertThat(metric.path("type").asText()).isEqualTo("auroc");
    assertThat(metric.path("value").doubleValue())
        .isEqualTo(model.manifest().training().at("/metrics/test/labels/blob/auroc").doubleValue());
  }

  @Test
  void foldingAndFormsAreMeasured() {
    Assurance assurance = model.manifest().assurance();

    assertThat(assurance.folding().folded()).isPositive();
    assertThat(assurance.folding().kept()).isZero();
    assertThat(assurance.folding().maxLogitDifference()).isBetween(0.0, 1e-4);
    assertThat(assurance.forms()).hasSize(2);
    assertThat(assurance.forms().get(0).measured().maxLogitDifference()).isZero();
    assertThat(card).contains(assurance.folding().words());
  }

  @Test
  void inspectionShowsAllOfIt() {
    Inspection inspection = Inspection.of(model, true);

    assertThat(inspection.golden().replay().vectors()).isEqualTo(8);
    assertThat(inspection.card().notStated()).contains("contact").doesNotContain("licence");
    assertThat(inspection.findings().get("bars").scheme()).isEqualTo("99TRUNCUS");
    assertThat(inspection.text())
        .contains("signed, not checked")
        .contains("8 reproduced in")
        .contains("DX | any view | any body part | MONOCHROME2 | from 18 years")
        .contains("form fp32", "form bf16", "folding")
        .contains("not stated: intendedUsers");
  }

  @Test
  void aCardWithAnUnknownKeyIsRefused() throws IOException {
    Path yaml = Files.writeString(folder.resolve("wrong.yml"), "intendeduse: x\n");
    assertThatThrownBy(() -> CardTexts.read(yaml))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("unknown key 'intendeduse'", "Did you mean intendedUse?");

    Files.writeString(yaml, "contact: [a, b]\n");
    assertThatThrownBy(() -> CardTexts.read(yaml))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("contact must be a text");

    Files.writeString(yaml, "");
    assertThatThrownBy(() -> CardTexts.read(yaml))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected lines");
  }
}
