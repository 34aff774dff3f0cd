package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.calibrate.Calibration;
import org.truncus.calibrate.CalibrationOptions;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.calibrate.PointTarget;
import org.truncus.calibrate.PriorCorrection;
import org.truncus.image.FloatImage;
import org.truncus.image.ImageReader;
import org.truncus.json.Json;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.metric.Confusion;
import org.truncus.metric.LabelSample;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.train.Precision;
import org.truncus.train.RunFolder;
import org.truncus.train.RunRecord;

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
  void theFormsAreMeasuredOnTheValidationSplitToo() throws IOException {
    String card = Files.readString(model.folder().resolve(ModelPackage.MODEL_CARD));
    for (Form form : model.manifest().assurance().forms()) {
      if (form.available()) {
        assertThat(form.measured().validationRows()).isEqualTo(40);
        assertThat(form.measured().images()).isEqualTo(48);
        assertThat(form.measured().decisions()).isEqualTo(2 * 48);
        assertThat(card).contains(form.words());
      }
    }
    assertThat(model.manifest().assurance().form(Precision.BF16).orElseThrow().words())
        .containsAnyOf("8 golden images and 40 of the validation split", "not available");
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
    Map<String, LabelSite> sites = Map.of("blob", new LabelSite(code, null));
    ValidDomain domain = new ValidDomain(List.of("XC"), List.of(), List.of());
    ExportOptions options =
        new ExportOptions(0.5, domain, "Blob finder", "2.1", "Someone", Map.of("blob", code), null)
            .withSites(sites);

    Path exported = export("optional", options);

    PackageManifest manifest = ModelPackage.open(exported).manifest();
    assertThat(manifest.algorithm())
        .isEqualTo(new Algorithm("Blob finder", "2.1", "Someone", Map.of("blob", code), sites));
    assertThat(manifest.validDomain()).isEqualTo(domain);
    assertThat(manifest.operatingPoint("blob").orElseThrow().target())
        .isEqualTo("sensitivity >= 0.50");
    assertThat(Files.readString(exported.resolve(ModelPackage.MODEL_CARD)))
        .contains("# Blob finder 2.1")
        .contains("Not a medical device")
        .contains("sensitivity >= 0.50");
  }

  @Test
  void calibrationAndPointsAreThoseAskedFor() {
    CalibrationOptions asked =
        CalibrationOptions.standard()
            .withMethods(List.of("temperature", "blob=platt"))
            .withPrevalences(List.of("bars=0.01"))
            .withPoints(
                List.of(
                    PointTarget.parse("rule-out:sensitivity>=0.95"),
                    PointTarget.parse("youden@blob")));

    Path exported = export("asked", ExportOptions.standard().withCalibration(asked));

    PackageManifest manifest = ModelPackage.open(exported).manifest();
    assertThat(manifest.files())
        .containsKeys(
            "assets.extra/plots/reliability-1-blob.svg",
            "assets.extra/plots/reliability-2-bars.svg");
    List<LabelCalibration> labels = manifest.calibration().ordered(manifest.labels());
    assertThat(labels.get(0).method()).isEqualTo("platt");
    // the scores of the bars part the rows in two, so no temperature is best
    assertThat(labels.get(1).method()).isEqualTo("none");
    assertThat(labels.get(1).reason()).startsWith("temperature was asked for, but");
    assertThat(manifest.calibration().method()).isEqualTo("platt");
    assertThat(labels.get(1).prevalenceShift().to()).isEqualTo(0.01);
    assertThat(manifest.operatingPoints())
        .extracting(point -> point.label() + " " + point.name() + " " + point.isDefault())
        .containsExactly("blob rule-out true", "blob youden false", "bars rule-out true");
    assertThat(manifest.operatingPoint("blob").orElseThrow().name()).isEqualTo("rule-out");
    assertThat(Inspection.of(exported).text()).contains("rule-out (default)", "prevalence of 0.01");
    try (ModelRunner runner = ModelRunner.load(ModelPackage.open(exported))) {
      for (int seed = 0; seed < 10; seed++) {
        Scores scores = runner.score(TinyPackages.noise(40, 40, 1, seed));
        double[] expected = Calibration.probabilities(labels, scores.logits(), manifest.task());
        assertThat((double) scores.probabilities()[0]).isCloseTo(expected[0], within(1e-6));
        assertThat((double) scores.probabilities()[1]).isCloseTo(expected[1], within(1e-6));
      }
    }
  }

  @Test
  void whatTheRowsCannotTellIsRefusedOrSaid() {
    CalibrationOptions byName = CalibrationOptions.standard().withMethods(List.of("blob=isotonic"));
    assertThatThrownBy(() -> export("few", ExportOptions.standard().withCalibration(byName)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--calibration blob=isotonic")
        .hasMessageContaining("100 of each are needed");

    CalibrationOptions forAll = CalibrationOptions.standard().withMethods(List.of("isotonic"));
    PackageManifest manifest =
        ModelPackage.open(export("few", ExportOptions.standard().withCalibration(forAll)))
            .manifest();

    LabelCalibration blob = manifest.calibration().perLabel().get("blob");
    assertThat(blob.method()).isIn("platt", "temperature");
    assertThat(blob.reason()).startsWith("isotonic was asked for, but");
    assertThat(manifest.limitations())
        .anyMatch(text -> text.startsWith("blob") && text.contains("isotonic was asked for"));
  }

  @Test
  void weightsAndSamplingOfTheTrainingAreTakenOut() throws IOException {
    ObjectNode json = (ObjectNode) Json.mapper().readTree(run.resolve("run.json").toFile());
    json.putArray("lossWeights").add(4).add(1);
    PredictionList none = new PredictionList(List.of("blob", "bars"), List.of());
    assertThat(TrainingPriors.of(record(json), none))
        .extracting(PriorCorrection::logit)
        .containsExactly(Math.log(4), 0.0);

    ((ObjectNode) json.at("/config/recipe")).put("sampling", "balanced");
    ((ObjectNode) json.at("/data/splits/train/labels/blob")).put("positives", 100);
    ((ObjectNode) json.at("/data/splits/train/labels/bars")).put("positives", 50);
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      // six with nothing, two with blob, one with both, one with bars
      float[] targets = {i >= 6 && i < 9 ? 1 : 0, i >= 8 ? 1 : 0};
      rows.add(new Prediction("i" + i, "p" + i, targets, new float[2], new float[2]));
    }
    List<PriorCorrection> sampled =
        TrainingPriors.of(record(json), new PredictionList(none.labels(), rows));
    assertThat(sampled.get(0).logit()).isCloseTo(Math.log(4 * 7 / 3.0), within(1e-12));
    assertThat(sampled.get(1).logit()).isCloseTo(Math.log(2), within(1e-12));
    assertThat(sampled.get(1).reason()).contains("balanced sampling", "estimated");

    ((ArrayNode) json.at("/data/labels")).remove(1);
    PriorCorrection one =
        TrainingPriors.of(record(json), new PredictionList(List.of("blob"), List.of())).get(0);
    int negatives = json.at("/data/splits/train/labels/blob/negatives").asInt();
    assertThat(one.logit()).isCloseTo(Math.log(4 * negatives / 100.0), within(1e-12));
    assertThat(one.reason()).doesNotContain("estimated");
  }

  private static RunRecord record(ObjectNode json) throws IOException {
    return Json.mapper().treeToValue(json, RunRecord.class);
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
    LabelSite lump = new LabelSite(new LabelCode("1", "99TEST", "Lump"), null);
    ExportOptions site = ExportOptions.standard().withSites(Map.of("lump", lump));
    assertThatThrownBy(() -> export("net", site))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a site was given for 'lump'");
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
