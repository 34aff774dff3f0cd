package org.truncus.gateway.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.truncus.gateway.report.Code;
import org.truncus.gateway.report.Decision;
import org.truncus.gateway.report.Derivation;
import org.truncus.gateway.report.StudyJson;

/** One observation for each label; of a study that was not evaluated, why there is no value. */
record Observations(
    StudyJson document, ReportFacts facts, Subject subject, BundleIds ids, FhirStatus status) {
  private static final Code CERTAINTY = Code.of("111012", "DCM", "Certainty of Finding");
  private static final Code THRESHOLD = Code.of("122411", "DCM", "Threshold Value");
  private static final int DECIMALS = 2;

  /** The model's labels. */
  List<String> labels() {
    return List.copyOf(document.operatingPoint().thresholds().keySet());
  }

  ObjectNode build(String label) {
    Optional<StudyJson.Label> result =
        document.study().stream().filter(l -> l.name().equals(label)).findFirst();
    String said = result.map(l -> word(l.decision())).orElse("not evaluated");
    ObjectNode observation = FhirBundle.resource("Observation", label + ": " + said);
    facts
        .trackingUID(label)
        .ifPresent(uid -> observation.putArray("identifier").add(FhirBundle.uid(uid)));
    observation.put("status", status.code());
    observation
        .putArray("category")
        .add(CodeSystems.hl7("observation-category", "imaging", "Imaging"));
    observation.set(
        "code",
        result
            .map(l -> CodeSystems.concept(l.code()))
            .orElseGet(() -> CodeSystems.object().put("text", label)));
    ObjectNode about = CodeSystems.object();
    subject.writeTo(about);
    observation.setAll(about);
    FhirBundle.putIfPresent(observation, "effectiveDateTime", Stamps.study(facts));
    FhirBundle.putIfPresent(observation, "issued", Stamps.content(facts));
    subject.writePerformer(observation);
    result.ifPresentOrElse(
        l -> value(observation, l), () -> observation.set("dataAbsentReason", absent()));
    facts.site(label).ifPresent(site -> observation.set("bodySite", CodeSystems.concept(site)));
    result.ifPresent(l -> observation.set("method", CodeSystems.concept(derivation(l))));
    observation.set("device", FhirBundle.reference(ids, "device"));
    observation.putArray("derivedFrom").add(FhirBundle.reference(ids, "study"));
    result.ifPresent(l -> components(observation, l));
    return observation;
  }

  private static void value(ObjectNode observation, StudyJson.Label label) {
    Decision decision = label.decision();
    Code code =
        switch (decision) {
          case PRESENT -> Code.of("52101004", "SCT", "Present");
          case ABSENT -> Code.of("272519000", "SCT", "Absent");
          case UNDETERMINED -> Code.of("373068000", "SCT", "Undetermined");
        };
    observation.set("valueCodeableConcept", CodeSystems.concept(code));
    String system = "v3-ObservationInterpretation";
    observation
        .putArray("interpretation")
        .add(
            switch (decision) {
              case PRESENT -> CodeSystems.hl7(system, "POS", "Positive");
              case ABSENT -> CodeSystems.hl7(system, "NEG", "Negative");
              case UNDETERMINED -> CodeSystems.hl7(system, "IND", "Indeterminate");
            });
  }

  private ObjectNode absent() {
    return document.status().equals("failed")
        ? CodeSystems.hl7("data-absent-reason", "error", "Error")
        : CodeSystems.hl7("data-absent-reason", "not-performed", "Not Performed");
  }

  private static void components(ObjectNode observation, StudyJson.Label label) {
    ArrayNode components = observation.arrayNode();
    percent(components, CERTAINTY, label.score());
    percent(components, THRESHOLD, label.threshold());
    if (!components.isEmpty()) {
      observation.set("component", components);
    }
  }

  private static void percent(ArrayNode components, Code code, double share) {
    if (Double.isFinite(share)) {
      ObjectNode component = components.addObject();
      component.set("code", CodeSystems.concept(code));
      component
          .putObject("valueQuantity")
          .put("value", BigDecimal.valueOf(100 * share).setScale(DECIMALS, RoundingMode.HALF_UP))
          .put("unit", "%")
          .put("system", "http://unitsofmeasure.org")
          .put("code", "%");
    }
  }

  private static Code derivation(StudyJson.Label label) {
    return label.derivation() == Derivation.MEAN
        ? Code.of("373098007", "SCT", "Mean")
        : Code.of("56851009", "SCT", "Maximum");
  }

  private static String word(Decision decision) {
    return switch (decision) {
      case PRESENT -> "present";
      case ABSENT -> "absent";
      case UNDETERMINED -> "undetermined";
    };
  }
}
