package org.truncus.gateway.infer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.gateway.BrightnessScorer;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.report.Decision;
import org.truncus.gateway.report.LabelResult;
import org.truncus.gateway.report.ReportDevice;
import org.truncus.gateway.report.StructuredReport;
import org.truncus.gateway.report.StudyResult;
import org.truncus.gateway.work.InstanceRow;
import org.truncus.image.FloatImage;
import org.truncus.json.Json;
import org.truncus.list.Task;
import org.truncus.model.PackageManifest;
import org.truncus.model.Scores;

class StudyResultsTest {

  @Test
  void ofExclusiveClassesOnlyTheLikeliestIsPresent() throws JsonProcessingException {
    assertThat(result(Task.MULTICLASS, 0.65f).labels())
        .extracting(LabelResult::decision)
        .containsExactly(Decision.ABSENT, Decision.PRESENT);
    assertThat(result(Task.MULTILABEL, 0.65f).labels())
        .extracting(LabelResult::decision)
        .containsExactly(Decision.PRESENT, Decision.PRESENT);
  }

  @Test
  void noClassIsPresentWhereTheLikeliestIsBelowItsThreshold() throws JsonProcessingException {
    assertThat(result(Task.MULTICLASS, 0.55f).labels())
        .extracting(LabelResult::decision)
        .containsExactly(Decision.ABSENT, Decision.ABSENT);
  }

  @Test
  void eachLabelHasItsOwnOperatingPoint() throws JsonProcessingException {
    StudyResult result = result(Task.MULTILABEL, 0.65f);
    assertThat(result.model().operatingPoints().get("mass")).contains("threshold=0.6000");
    List<String> groups = new ArrayList<>();
    parameters(StructuredReport.build(result).dataSet(), groups);
    assertThat(groups)
        .contains("operatingPoint=" + result.model().operatingPoints().get("mass"))
        .contains("operatingPoint=" + result.model().operatingPoints().get("effusion"));
  }

  private static void parameters(DataSet item, List<String> found) {
    item.string(Tag.TextValue).filter(t -> t.startsWith("operatingPoint=")).ifPresent(found::add);
    item.items(Tag.ContentSequence).forEach(child -> parameters(child, found));
  }

  @Test
  void labelsWithoutCalibrationAreNamed() throws JsonProcessingException {
    assertThat(result(Task.MULTILABEL, 0.65f).model().uncalibrated()).containsExactly("mass");
    assertThat(result(Task.MULTILABEL, 0.65f).model().calibration())
        .startsWith("temperature but none for mass;");
  }

  /** Effusion has 0.45 at threshold 0.3, mass the given score at threshold 0.6. */
  private static StudyResult result(Task task, float mass) throws JsonProcessingException {
    DataSet header = SampleImages.image(1, 1, 0.5);
    String digest = "ab".repeat(32);
    InstanceRow instance =
        new InstanceRow(
            SampleImages.instanceUid(1, 1),
            UID.ComputedRadiographyImageStorage,
            SampleImages.studyUid(1),
            "1.2.3",
            UID.ExplicitVRLittleEndian,
            digest,
            digest,
            1,
            1,
            "MOD1",
            0);
    float[] scores = {0.45f, mass};
    ScoredImage image =
        new ScoredImage(
            instance, header, Optional.empty(), Optional.of(new Scores(scores, scores)));
    ReportDevice device = new ReportDevice("2.25.1", "TRUNCUS", "Truncus", "gateway", "1", "1", "");
    return new StudyResults(device)
        .of(
            new Named(manifest(task)),
            List.of(image),
            1,
            "",
            OffsetDateTime.parse("2026-11-23T12:00:00Z"));
  }

  private static PackageManifest manifest(Task task) throws JsonProcessingException {
    ObjectNode json = Json.mapper().valueToTree(new BrightnessScorer(1, 0).manifest());
    json.set("task", Json.mapper().valueToTree(task));
    ((ArrayNode) json.get("labels")).add("mass");
    ArrayNode points = (ArrayNode) json.get("operatingPoints");
    ObjectNode effusion = (ObjectNode) points.get(0);
    points.add(effusion.deepCopy().put("label", "mass").put("threshold", 0.6));
    effusion.put("threshold", 0.3);
    ObjectNode perLabel = (ObjectNode) json.get("calibration").get("perLabel");
    ObjectNode none = perLabel.get(BrightnessScorer.LABEL).deepCopy();
    none.put("method", "none").put("temperature", 1.0).put("reason", "too few rows");
    perLabel.set("mass", none);
    return Json.mapper().treeToValue(json, PackageManifest.class);
  }

  private record Named(PackageManifest manifest) implements StudyScorer {
    @Override
    public String sha256() {
      return "cd".repeat(32);
    }

    @Override
    public String source() {
      return "nowhere";
    }

    @Override
    public Scores score(FloatImage image) {
      throw new UnsupportedOperationException("this test has its scores already");
    }

    @Override
    public void close() {}
  }
}
