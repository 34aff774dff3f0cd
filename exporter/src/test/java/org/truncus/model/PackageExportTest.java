package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.image.FloatImage;
import org.truncus.image.ImageReader;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.metric.Confusion;
import org.truncus.metric.LabelSample;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.train.RunFolder;

class PackageExportTest {

  @TempDir static Path folder;
  private static Path run;
  private static ModelPackage model;

  @BeforeAll
  static void train() {
    TrainedRuns.list(folder, 100, true);
    run = TrainedRuns.train(folder);
    model = ModelPackage.open(export("net", ExportOptions.standard()));
  }

  @Test
  void manifestTellsTheRun() {
    PackageManifest manifest = model.manifest();

    assertThat(manifest.labels()).containsExactly("blob", "bars");
    assertThat(manifest.backbone()).isEqualTo("mobilenet-v1-0.25");
    assertThat(manifest.cut()).isEqualTo("L2");
    assertThat(manifest.strategy()).isEqualTo("scratch");
    assertThat(manifest.createdAt()).isEqualTo(TrainedRuns.CLOCK.instant());
    assertThat(manifest.parameters().total()).isPositive();
    assertThat(manifest.macs()).isPositive();
    assertThat(manifest.input().photometric()).isEqualTo("MONOCHROME2");
    assertThat(manifest.validDomain()).isEqualTo(ValidDomain.frontalChestRadiographs());
    assertThat(manifest.algorithm()).isEqualTo(new Algorithm("net", "1", "not stated", Map.of()));
    assertThat(manifest.calibration().fittedOn().listSha256())
        .isEqualTo(new RunFolder(run).record().data().sha256());
    assertThat(manifest.calibration().fittedOn().rows()).isEqualTo(40);
    assertThat(manifest.training().at("/config/data/list").asText()).isEqualTo("list.csv");
    assertThat(manifest.training().path("metrics").path("test").path("labels").has("blob"))
        .isTrue();
    assertThat(manifest.training().path("bestWeightsSha256").asText()).hasSize(64);
    assertThat(manifest.training().toString()).doesNotContain(folder.toString());
  }

  @Test
  void scoresAreTheTrainersPredictions() {
    PredictionList test = new RunFolder(run).predictions(Split.TEST);
    ImageReader reader = new ImageReader(model.manifest().input().pixels());
    try (ModelRunner runner = ModelRunner.load(model)) {
      for (Prediction row : test.rows()) {
        FloatImage image = reader.read(folder.resolve(row.image())).image();
        float[] logits = runner.score(image).logits();

        assertThat(logits[0]).isCloseTo(row.logits()[0], within(1e-4f));
        assertThat(logits[1]).isCloseTo(row.logits()[1], within(1e-4f));
      }
    }
  }

  @Test
  void theOperatingPointHoldsOnTheScoresOfTheExportedGraph() {
    PredictionList validation = new RunFolder(run).predictions(Split.VAL);
    LabelSample sample = LabelSample.of(validation, 0);
    ImageReader reader = new ImageReader(model.manifest().input().pixels());
    double[] scores = new double[sample.positives().length];
    try (ModelRunner runner = ModelRunner.load(model)) {
      for (int i = 0; i < scores.length; i++) {
        Path file = folder.resolve(validation.rows().get(i).image());
        scores[i] = runner.score(reader.read(file).image()).probabilities()[0];
      }
    }

    OperatingPoint point = model.manifest().operatingPoint("blob").orElseThrow();

    Confusion at = Confusion.at(scores, sample.positives(), point.threshold());
    assertThat(at.tp()).isEqualTo(point.truePositives());
    assertThat(at.fp()).isEqualTo(point.falsePositives());
    assertThat(at.sensitivity()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void calibrationIsJudgedOnPatientsThatDidNotFitIt() {
    for (LabelCalibration label : model.manifest().calibration().perLabel().values()) {
      assertThat(label.calibrated()).isTrue();
      assertThat(label.after().nll())
          .isEqualTo(label.crossValidatedNll().get(label.calibrator().method()), within(1e-9));
      assertThat(label.after().decomposition().brier())
          .isEqualTo(label.after().brier(), within(1e-12));
      assertThat(label.after().ci95().brier().contains(label.after().brier())).isTrue();
    }
  }

  @Test
  void optionsGoIntoTheManifest() throws IOException {
    LabelCode code = new LabelCode("1", "99TEST", "Blob");
    ValidDomain domain = new ValidDomain(List.of("XC"), List.of(), List.of());
    ExportOptions options =
        new ExportOptions(0.5, domain, "Blob finder", "2.1", "Someone", Map.of("blob", code), null);

    Path exported = export("optional", options);

    PackageManifest manifest = ModelPackage.open(exported).manifest();
    assertThat(manifest.algorithm())
        .isEqualTo(new Algorithm("Blob finder", "2.1", "Someone", Map.of("blob", code)));
    assertThat(manifest.validDomain()).isEqualTo(domain);
    assertThat(manifest.operatingPoint("blob").orElseThrow().target())
        .isEqualTo("sensitivity >= 0.50");
    assertThat(Files.readString(exported.resolve(ModelPackage.MODEL_CARD)))
        .contains("# Blob finder 2.1")
        .contains("Not a medical device")
        .contains("sensitivity >= 0.50");
  }

  @Test
  void refusesWhatCannotBeExported(@TempDir Path other) throws IOException {
    assertThatThrownBy(() -> export("../escape", ExportOptions.standard()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("can't name a model");
    ExportOptions codes =
        ExportOptions.standard().withCodes(Map.of("lump", new LabelCode("1", "99TEST", "Lump")));
    assertThatThrownBy(() -> export("net", codes))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'lump'");
    assertThatThrownBy(() -> ExportOptions.standard().withTargetSensitivity(0))
        .isInstanceOf(UsageException.class);

    String json = Files.readString(run.resolve("run.json"));
    Files.writeString(other.resolve("run.json"), json.replace("\"completed\"", "\"stopped\""));
    assertThatThrownBy(
            () ->
                PackageExport.export(
                    other, folder, "net", ExportOptions.standard(), Progress.silent()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the run is stopped")
        .hasMessageContaining("--resume");
  }

  private static Path export(String name, ExportOptions options) {
    return PackageExport.export(
        run, folder.resolve("models"), name, options, Progress.silent(), TrainedRuns.CLOCK);
  }
}
