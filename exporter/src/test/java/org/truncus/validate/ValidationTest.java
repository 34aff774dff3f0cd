package org.truncus.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;
import org.truncus.list.PredictionList;
import org.truncus.model.ExportOptions;
import org.truncus.model.ModelPackage;
import org.truncus.model.PackageExport;
import org.truncus.model.TrainedRuns;
import org.truncus.net.ExecutionOptions;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;
import org.truncus.train.RunFolder;
import org.truncus.train.RunRecord;
import org.truncus.validate.ValidationOptions.Rivals;

class ValidationTest {

  private static final ValidationOptions QUICK = ValidationOptions.standard().withBootstrap(200, 9);

  @TempDir static Path folder;
  private static Path list;
  private static Path model;

  @BeforeAll
  static void train() {
    list = TrainedRuns.list(folder, 100, true);
    Path run = TrainedRuns.train(folder);
    model =
        PackageExport.export(
            run,
            folder.resolve("models"),
            "net",
            ExportOptions.standard(),
            Progress.silent(),
            TrainedRuns.CLOCK);
  }

  @Test
  void theHeldOutSplitGivesTheNumbersOfTheRun(@TempDir Path report) throws IOException {
    ValidationReport found = validate(list, report, QUICK);

    RunRecord record = new RunFolder(folder.resolve("run")).record();
    for (String label : List.of("blob", "bars")) {
      RunRecord.LabelScore expected = record.metrics().get("test").labels().get(label);
      LabelResult result = found.labels().get(label);
      assertThat(result.positives()).isEqualTo(expected.positives());
      assertThat(result.estimate(Metric.AUROC).value()).isCloseTo(expected.auroc(), within(1e-3));
      assertThat(result.estimate(Metric.AUPRC).value()).isCloseTo(expected.auprc(), within(1e-3));
    }
    assertThat(found.verdict()).isEqualTo(Verdict.NONE);
    assertThat(found.list().rows()).isEqualTo(40);
    assertThat(found.list().patients()).isEqualTo(20);
    assertThat(found.list().overlap()).contains("held-out test rows").contains("0 patients");
    assertThat(found.list().seenInTraining()).isZero();
    assertThat(PredictionList.read(report.resolve("predictions.csv")).rows()).hasSize(40);
    assertThat(Files.readString(report.resolve("errors.csv")))
        .isEqualTo("image,line,code,message\r\n");
    assertThat(report.resolve("plots")).isDirectoryContaining("glob:**roc-1-blob.svg");
  }

  @Test
  void jsonHasTheShapeOfTheContract(@TempDir Path report) throws IOException {
    validate(list, report, QUICK.withPrevalence(Map.of("blob", 0.05)));

    JsonNode json = Json.mapper().readTree(report.resolve("report.json").toFile());
    assertThat(json.at("/model/sha256").asText()).hasSize(64);
    assertThat(json.at("/list/positives/blob").asLong()).isPositive();
    assertThat(json.at("/bootstrap/seed").asLong()).isEqualTo(9);
    JsonNode blob = json.at("/labels/blob");
    for (String key : List.of("auroc", "auprc", "brier", "ece", "calibrationSlope")) {
      assertThat(blob.get(key).isNumber()).as(key).isTrue();
      double low = blob.at("/ci95/" + key + "/0").asDouble();
      double high = blob.at("/ci95/" + key + "/1").asDouble();
      assertThat(low).as(key).isLessThan(high);
    }
    assertThat(blob.at("/ci95/auroc/0").asDouble())
        .isLessThanOrEqualTo(blob.get("auroc").asDouble());
    JsonNode point = blob.at("/operatingPoints/0");
    assertThat(point.get("tp").asLong() + point.get("fn").asLong())
        .isEqualTo(blob.get("positives").asLong());
    assertThat(point.get("ppvAtPrevalence").asDouble()).isLessThan(point.get("ppv").asDouble());
    assertThat(point.at("/ci95Method/sensitivity").asText()).isNotBlank();
    assertThat(json.at("/subgroups/view/PA/blob/n").asInt()).isEqualTo(20);
    assertThat(json.at("/subgroups/view/PA/blob/insufficient").asBoolean()).isTrue();
    assertThat(json.at("/subgroups/age").properties()).isNotEmpty();
    assertThat(json.at("/verdict").asText()).isEqualTo("none");
    assertThat(json.at("/throughput/imagesPerSecond").isMissingNode()).isFalse();
  }

  @Test
  void theSameSeedGivesTheSameReport(@TempDir Path report) throws IOException {
    validate(list, report.resolve("a"), QUICK);
    validate(list, report.resolve("b"), QUICK);

    assertThat(Files.readString(report.resolve("a/report.json")))
        .isEqualTo(Files.readString(report.resolve("b/report.json")));
    assertThat(report.resolve("a/report.html"))
        .hasSameTextualContentAs(report.resolve("b/report.html"));
  }

  @Test
  void requirementsDecide(@TempDir Path report) {
    ValidationReport met =
        validate(
            list, report, QUICK.withRequirements(requirements("auroc>=0.01", "failureRate<=0")));
    assertThat(met.verdict()).isEqualTo(Verdict.PASS);

    ValidationReport unmet =
        validate(
            list,
            report,
            QUICK.withRequirements(
                requirements(
                    "auroc@blob>=0.01",
                    "auroc.ci_low@blob > 1",
                    "auroc@blob@view=PA >= 0",
                    "auroc@blob@view=LL >= 0",
                    "auprc@macro >= 0")));
    assertThat(unmet.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(unmet.requirements())
        .extracting(RequirementResult::outcome)
        .containsExactly(
            Verdict.PASS, Verdict.FAIL, Verdict.INSUFFICIENT, Verdict.INSUFFICIENT, Verdict.PASS);
    assertThat(unmet.requirements().get(2).note()).contains("insufficient");
    assertThat(unmet.requirements().get(3).note()).contains("no subgroup view=LL");
    assertThat(unmet.requirements().get(1).value())
        .isEqualTo(unmet.labels().get("blob").estimate(Metric.AUROC).ci95().low());
  }

  @Test
  void rowsThatCannotBeReadAreListedAndCounted(@TempDir Path other) throws IOException {
    Path copy = copyList(other);
    Files.writeString(other.resolve("i8.png"), "no image");
    Files.write(other.resolve("i9.png"), new byte[0]);

    ValidationReport found =
        validate(
            copy,
            other.resolve("report"),
            QUICK.withRequirements(requirements("failureRate<0.01")));

    assertThat(found.failures())
        .extracting(failure -> failure.row().image())
        .containsExactly("i8.png", "i9.png");
    assertThat(found.failures())
        .allSatisfy(failure -> assertThat(failure.row().line()).isPositive());
    assertThat(found.failureRate()).isEqualTo(2 / 40.0);
    assertThat(found.list().scored()).isEqualTo(38);
    assertThat(found.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(Files.readString(other.resolve("report/errors.csv")))
        .contains("i8.png,10,")
        .contains("i9.png,11,");
    assertThat(Files.readString(other.resolve("report/report.html"))).contains("i8.png");
  }

  @Test
  void rowsOfTheTrainingCannotAcceptAModel(@TempDir Path report) {
    ValidationReport found =
        validate(
            list, report, QUICK.withSplit("all").withRequirements(requirements("auroc>=0.01")));

    assertThat(found.list().seenInTraining()).isEqualTo(160);
    assertThat(found.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(found.warnings().get(0)).contains("160 of the rows were used to train");
  }

  @Test
  void aForeignListSaysThatOverlapIsUnknown(@TempDir Path other) throws IOException {
    Path foreign = TrainedRuns.list(other, 12, false);

    ValidationReport found = validate(foreign, other.resolve("report"), QUICK);

    assertThat(found.list().split()).isEqualTo("all");
    assertThat(found.list().rows()).isEqualTo(24);
    assertThat(found.list().overlap()).contains("not the list the model was trained with");
    assertThatThrownBy(() -> validate(foreign, other, QUICK.withSplit("test")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no column split");
  }

  @Test
  void refusesWhatMakesNoSense(@TempDir Path other) throws IOException {
    assertThatThrownBy(
            () -> validate(list, other, QUICK.withRequirements(requirements("auroc@lump>0.5"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no label 'lump'");
    assertThatThrownBy(() -> validate(list, other, QUICK.withPrevalence(Map.of("lump", 0.5))))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> validate(list, other, QUICK.withSplit("tets")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("train, val, test or all");
    Path copy = copyList(other);
    Files.writeString(copy, Files.readString(copy).replace("label:b", "label:c"));
    assertThatThrownBy(() -> validate(copy, other, QUICK))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("they share none");
    Files.writeString(copy, "image,patient_id,label\ni1.png,p,blob\n");
    assertThatThrownBy(() -> validate(copy, other, QUICK))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("multi-class");
  }

  @Test
  void aStopLeavesNoReport(@TempDir Path report) {
    StopSignal stop = new StopSignal();
    stop.ask();

    assertThatThrownBy(
            () ->
                Validation.run(
                    model,
                    list,
                    report.resolve("r"),
                    QUICK,
                    Progress.silent(),
                    stop,
                    TrainedRuns.CLOCK))
        .isInstanceOf(StoppedException.class);
    assertThat(report.resolve("r/report.html")).doesNotExist();
  }

  @Test
  void goesOnWhereItWasStoppedToTheSameReport(@TempDir Path report) throws IOException {
    validate(list, report.resolve("unbroken"), QUICK);
    Path broken = report.resolve("broken");
    int sittings = 1;
    while (!stoppedAfterSomeImages(broken)) {
      sittings++;
    }

    assertThat(sittings).isGreaterThan(2);
    for (String file : List.of("report.json", "report.html", "cases.csv", "baseline.json")) {
      assertThat(broken.resolve(file))
          .hasSameBinaryContentAs(report.resolve("unbroken").resolve(file));
    }
    assertThat(broken).isDirectoryNotContaining("glob:**.partial");
  }

  /** Stops at the 15th image of this sitting; true where the end came before. */
  private static boolean stoppedAfterSomeImages(Path report) {
    StopSignal stop = new StopSignal();
    AtomicInteger images = new AtomicInteger();
    Progress counting =
        new Progress() {
          @Override
          public Task begin(String what, long total) {
            return new Task() {
              @Override
              public void at(long done, String note) {
                if (what.equals("scoring images") && images.incrementAndGet() == 15) {
                  stop.ask();
                }
              }

              @Override
              public void close() {}
            };
          }

          @Override
          public void say(String line) {}
        };
    try {
      Validation.run(model, list, report, QUICK, counting, stop, TrainedRuns.CLOCK);
      return true;
    } catch (StoppedException e) {
      return false;
    }
  }

  @Test
  void patientsAndFilesOfTheTrainingAreFoundInAnotherList(@TempDir Path other) throws IOException {
    Path copy = copyList(other);
    List<String> lines = Files.readAllLines(copy);
    StringBuilder changed = new StringBuilder(lines.get(0)).append('\n');
    for (int i = 1; i < lines.size(); i++) {
      changed.append(lines.get(i).replaceFirst(",train,|,val,", ",test,")).append('\n');
    }
    Files.writeString(copy, changed);
    Files.writeString(other.resolve("i199.png"), "", StandardOpenOption.APPEND);

    ValidationReport found = validate(copy, other.resolve("report"), QUICK);

    assertThat(found.overlap().known()).isTrue();
    assertThat(found.list().rows()).isEqualTo(200);
    assertThat(found.overlap().patients()).isEqualTo(80);
    assertThat(found.overlap().contents()).isEqualTo(160);
    assertThat(found.overlap().rows()).isEqualTo(160);
    assertThat(found.warnings().get(0)).contains("160 of the rows were used to train");
  }

  @Test
  void whatIsPutBesideItselfDiffersNowhere(@TempDir Path report) {
    Rivals same =
        new Rivals(List.of(model), list, "image", List.of(ExecutionOptions.Precision.FP32));
    ValidationReport found = validate(list, report, QUICK.withRivals(same));

    assertThat(found.rivals())
        .extracting(RivalResult::kind)
        .containsExactly(
            RivalResult.Kind.MODEL, RivalResult.Kind.IMAGES, RivalResult.Kind.PRECISION);
    for (RivalResult rival : found.rivals()) {
      assertThat(rival.rows()).isEqualTo(40);
      assertThat(rival.leftOut()).isZero();
      assertThat(rival.labels()).containsOnlyKeys("blob", "bars");
      RivalResult.OfLabel blob = rival.labels().get("blob");
      assertThat(blob.largestShift()).isZero();
      assertThat(blob.decidedOtherwise()).isZero();
      assertThat(blob.decisions()).isEqualTo(40);
      assertThat(blob.differences().get(Metric.AUROC).value()).isZero();
      assertThat(blob.differences().get(Metric.AUROC).insideTheNoise()).isTrue();
    }
    assertThatThrownBy(
            () ->
                validate(
                    list,
                    report,
                    QUICK.withRivals(new Rivals(List.of(), list, "station", List.of()))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--compare-by");
  }

  @Test
  void aPdfIsWrittenWhereItIsAskedFor(@TempDir Path report) throws IOException {
    validate(list, report, QUICK.withPdf(true));

    try (PDDocument document = Loader.loadPDF(report.resolve("report.pdf").toFile())) {
      String text = new PDFTextStripper().getText(document);
      assertThat(document.getNumberOfPages()).isGreaterThan(3);
      assertThat(text).contains("Decision of the institution").contains("verdict: none");
      assertThat(drawings(document)).as("lines and curves of each drawing").hasSize(2 * 4);
      assertThat(drawings(document)).allMatch(strokes -> strokes > 100);
    }
  }

  /** How many lines and curves each drawing of a document has; letters are drawn, too. */
  private static List<Integer> drawings(PDDocument document) throws IOException {
    List<Integer> strokes = new ArrayList<>();
    for (PDPage page : document.getPages()) {
      for (COSName name : page.getResources().getXObjectNames()) {
        if (page.getResources().getXObject(name) instanceof PDFormXObject form) {
          byte[] content = form.getContents().readAllBytes();
          String text = new String(content, StandardCharsets.ISO_8859_1);
          strokes.add((int) Pattern.compile(" [lc]\\s").matcher(text).results().count());
        }
      }
    }
    return strokes;
  }

  @Test
  void theBaselineHoldsWhatWasScored(@TempDir Path report) {
    validate(list, report, QUICK);

    Baseline baseline = Baseline.read(report.resolve("baseline.json"));
    assertThat(baseline.images()).isEqualTo(40);
    assertThat(baseline.scores()).containsOnlyKeys("blob", "bars");
    double[] scores =
        PredictionList.read(report.resolve("predictions.csv")).rows().stream()
            .mapToDouble(row -> row.probabilities()[0])
            .toArray();
    assertThat(baseline.scores().get("blob").psi(scores)).isCloseTo(0, within(1e-9));
    assertThat(baseline.inputs().get("mean").mean()).isBetween(0.0, 1.0);
    assertThat(baseline.mixes().get("photometric")).containsEntry("MONOCHROME2", 1.0);
    assertThat(baseline.mixes().get("view").values().stream().mapToDouble(v -> v).sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void theCardBesideTheReportShowsSubgroupsAndThePackageStaysAsItIs(@TempDir Path report)
      throws IOException {
    validate(list, report, QUICK);

    String own = Files.readString(model.resolve(ModelPackage.MODEL_CARD));
    assertThat(report.resolve("model_card.md"))
        .content()
        .startsWith(own.strip())
        .contains("## Validation", "This section is no part of package")
        .contains("### By view", "| blob | ", " insufficient |");
    assertThat(ModelPackage.open(model).id()).isNotEmpty();
  }

  private static ValidationReport validate(Path tested, Path report, ValidationOptions options) {
    return Validation.run(
        model, tested, report, options, Progress.silent(), new StopSignal(), TrainedRuns.CLOCK);
  }

  private static List<Requirement> requirements(String... texts) {
    return List.of(texts).stream().map(Requirement::parse).collect(Collectors.toList());
  }

  /** The list and its images in another folder. */
  private static Path copyList(Path to) throws IOException {
    for (int i = 0; i < 200; i++) {
      Files.copy(folder.resolve("i" + i + ".png"), to.resolve("i" + i + ".png"));
    }
    return Files.copy(list, to.resolve("list.csv"));
  }
}
