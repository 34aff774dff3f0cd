package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;
import org.truncus.model.FilePrediction.Decision;
import org.truncus.model.FilePrediction.LabelPrediction;

class FilePredictorTest {

  @TempDir Path folder;
  private ModelPackage tiny;

  @BeforeEach
  void publish() {
    tiny = TinyPackages.publish(folder);
  }

  @Test
  void filesGetProbabilitiesAndDecisionsOrAnError() throws IOException {
    Path good = folder.resolve("good.png");
    BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(3, 4, 0, 200);
    ImageIO.write(image, "png", good.toFile());
    Path bad = Files.writeString(folder.resolve("bad.png"), "no image");
    Path missing = folder.resolve("missing.png");

    try (ModelRunner runner = ModelRunner.load(tiny)) {
      FilePredictor predictor = new FilePredictor(runner);
      FilePrediction scored = predictor.predict(good);

      assertThat(scored.scored()).isTrue();
      assertThat(scored.labels()).extracting(LabelPrediction::label).isEqualTo(TinyPackages.LABELS);
      LabelPrediction effusion = scored.labels().get(0);
      assertThat(effusion.threshold()).isEqualTo(0.5);
      assertThat(effusion.decision())
          .isEqualTo(effusion.probability() >= 0.5 ? Decision.PRESENT : Decision.ABSENT);
      assertThat(effusion.calibrated()).isTrue();
      assertThat(scored.labels().get(1).decision()).isEqualTo(Decision.UNDETERMINED);
      for (Path file : List.of(bad, missing)) {
        FilePrediction failed = predictor.predict(file);
        assertThat(failed.scored()).isFalse();
        assertThat(failed.error()).contains(file.getFileName().toString());
        assertThat(failed.labels()).isEmpty();
      }
    }
  }

  @Test
  void aPackageIsToldInShort() throws IOException {
    Inspection inspection = Inspection.of(folder.resolve("tiny"));

    assertThat(inspection.text())
        .contains("tiny 1 (verified")
        .contains(tiny.sha256())
        .contains("effusion, temperature 1.700")
        .contains("code 60046008 SCT")
        .contains("sensitivity-0.90: sensitivity >= 0.90, threshold 0.5000")
        .contains("big heart has no operating point")
        .contains("CR DX | PA AP | CHEST");
    JsonNode json = Json.mapper().readTree(Json.write(inspection));
    assertThat(json.path("integrity").asText()).isEqualTo("verified");
    assertThat(json.at("/input/size").asInt()).isEqualTo(TinyPackages.SIZE);
    assertThat(json.at("/provenance/run").asText()).isEqualTo("run-1");
    assertThat(json.path("bytes").asLong()).isPositive();
  }
}
