package org.truncus.gateway.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.gateway.report.Results;
import org.truncus.gateway.report.SrClass;
import org.truncus.gateway.report.StructuredReport;
import org.truncus.gateway.report.StudyJson;
import org.truncus.gateway.report.StudyResult;
import org.truncus.json.Json;

class FhirBundleTest {
  private static R4Validator validator;

  @BeforeAll
  static void startValidator() {
    validator = new R4Validator();
  }

  @Test
  void everyBundleIsValidAndOnlyForeignCodesAreNotKnown() {
    for (FhirStatus status : FhirStatus.values()) {
      for (Map.Entry<String, StudyResult> result :
          Results.all(SrClass.COMPREHENSIVE_3D).entrySet()) {
        if (status == FhirStatus.PRELIMINARY || result.getKey().equals("revision")) {
          assertThat(validator.complaints(bundle(result.getValue(), status)))
              .as(result.getKey())
              .isEmpty();
        }
      }
    }
  }

  @Test
  void aBrokenBundleIsFound() throws JsonProcessingException {
    assertThat(errorsOf(b -> resource(b, "Observation").remove("status"))).isNotEmpty();
    assertThat(errorsOf(b -> resource(b, "Observation").put("status", "guessed"))).isNotEmpty();
    assertThat(errorsOf(b -> resource(b, "ImagingStudy").remove("subject"))).isNotEmpty();
    assertThat(errorsOf(b -> resource(b, "Observation").put("effectiveDateTime", "20261123")))
        .isNotEmpty();
    assertThat(errorsOf(b -> resource(b, "DiagnosticReport").put("finding", "x"))).isNotEmpty();
    assertThat(
            errorsOf(
                b ->
                    ((ObjectNode) resource(b, "Device").path("deviceName").get(0))
                        .put("type", "pet-name")))
        .isNotEmpty();
    assertThat(errorsOf(b -> ((ObjectNode) b.path("entry").get(0)).remove("request"))).isNotEmpty();
    assertThat(errorsOf(b -> {})).isEmpty();
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    assertThat(bundle(Results.several(), FhirStatus.PRELIMINARY))
        .isEqualTo(bundle(Results.several(), FhirStatus.PRELIMINARY));
  }

  @Test
  void itSaysWhatTheReportSays() throws JsonProcessingException {
    StudyResult result = Results.several();
    DataSet report = StructuredReport.build(result).dataSet();
    JsonNode bundle = Json.mapper().readTree(bundle(result, FhirStatus.PRELIMINARY));

    List<ObjectNode> observations = resources(bundle, "Observation");
    assertThat(observations).hasSize(3);
    ObjectNode pneumonia = observations.get(0);
    assertThat(pneumonia.at("/code/coding/0/code").asText()).isEqualTo("233604007");
    assertThat(pneumonia.at("/valueCodeableConcept/coding/0/display").asText())
        .isEqualTo("Present");
    assertThat(pneumonia.at("/component/0/valueQuantity/value").decimalValue())
        .isEqualByComparingTo("71.00");
    assertThat(pneumonia.at("/component/1/valueQuantity/value").decimalValue())
        .isEqualByComparingTo("31.00");
    assertThat(pneumonia.at("/bodySite/text").asText()).isEqualTo("Lung");
    assertThat(pneumonia.at("/subject/identifier/value").asText()).isEqualTo("P-7");
    assertThat(pneumonia.at("/basedOn/0/identifier/value").asText()).isEqualTo("A77");
    assertThat(pneumonia.at("/effectiveDateTime").asText()).isEqualTo("2026-11-23T11:59:00+01:00");
    assertThat(observations.get(2).at("/valueCodeableConcept/text").asText())
        .isEqualTo("Undetermined");
    assertThat(observations.get(2).at("/component")).hasSize(1);
    ObjectNode conclusion = resources(bundle, "DiagnosticReport").get(0);
    assertThat(conclusion.path("conclusion").asText()).contains("not verified by a physician");
    assertThat(conclusion.at("/identifier/0/value").asText())
        .isEqualTo("urn:oid:" + report.string(Tag.SOPInstanceUID).orElseThrow());
    assertThat(conclusion.path("result")).hasSize(3);
    assertThat(resources(bundle, "ImagingStudy").get(0).at("/series/0/instance")).hasSize(2);
    assertThat(resources(bundle, "ImagingStudy").get(0).at("/series/0/modality/code").asText())
        .isEqualTo("CR");
    assertThat(bundle.toString()).doesNotContain("M\u00fcller").doesNotContain("19700101");
  }

  @Test
  void whatWasNotEvaluatedHasAReasonAndNoValue() throws JsonProcessingException {
    Map<String, StudyResult> all = Results.all(SrClass.COMPREHENSIVE_3D);
    for (Map.Entry<String, String> reason :
        Map.of("failed", "error", "skipped", "not-performed").entrySet()) {
      JsonNode bundle =
          Json.mapper().readTree(bundle(all.get(reason.getKey()), FhirStatus.PRELIMINARY));
      ObjectNode observation = resources(bundle, "Observation").get(0);
      assertThat(observation.at("/dataAbsentReason/coding/0/code").asText())
          .isEqualTo(reason.getValue());
      assertThat(observation.has("valueCodeableConcept")).isFalse();
      assertThat(observation.has("interpretation")).isFalse();
    }
  }

  @Test
  void aRevisionAndAnotherClassAreTheSameResources() throws JsonProcessingException {
    Map<String, StudyResult> all = Results.all(SrClass.COMPREHENSIVE_3D);
    String first = bundle(all.get("one-image"), FhirStatus.PRELIMINARY);
    String second = bundle(all.get("revision"), FhirStatus.AMENDED);
    List<String> secondUrls = urls(Json.mapper().readTree(second));
    assertThat(secondUrls).containsAll(urls(Json.mapper().readTree(first)));
    assertThat(second).contains("\"amended\"").doesNotContain("\"preliminary\"");
    StudyJson document = StudyJson.of(Results.several(), List.of(), Map.of());
    DataSet enhanced = StructuredReport.build(Results.several(), SrClass.ENHANCED).dataSet();
    assertThat(
            urls(Json.mapper().readTree(FhirBundle.of(document, enhanced, FhirStatus.PRELIMINARY))))
        .isEqualTo(secondUrls);
  }

  private static List<String> errorsOf(Consumer<ObjectNode> change) throws JsonProcessingException {
    ObjectNode bundle =
        (ObjectNode) Json.mapper().readTree(bundle(Results.several(), FhirStatus.PRELIMINARY));
    change.accept(bundle);
    return validator.validate(Json.write(bundle)).stream()
        .filter(R4Validator::isError)
        .map(SingleValidationMessage::getMessage)
        .toList();
  }

  private static String bundle(StudyResult result, FhirStatus status) {
    StudyJson document = StudyJson.of(result, List.of(), Map.of());
    return FhirBundle.of(document, StructuredReport.build(result).dataSet(), status);
  }

  private static ObjectNode resource(JsonNode bundle, String type) {
    return resources(bundle, type).get(0);
  }

  private static List<ObjectNode> resources(JsonNode bundle, String type) {
    List<ObjectNode> resources = new ArrayList<>();
    for (JsonNode entry : bundle.path("entry")) {
      if (entry.at("/resource/resourceType").asText().equals(type)) {
        resources.add((ObjectNode) entry.path("resource"));
      }
    }
    return resources;
  }

  private static List<String> urls(JsonNode bundle) {
    return StreamSupport.stream(bundle.path("entry").spliterator(), false)
        .map(entry -> entry.at("/request/url").asText())
        .toList();
  }
}
