package org.truncus.gateway.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.truncus.gateway.report.StudyJson;

/** The study, with the instances that the result rests on. */
record StudyResource(StudyJson document, ReportFacts facts, Subject subject) {
  private static final String UNKNOWN_MODALITY = "OT";

  ObjectNode build() {
    ObjectNode study =
        FhirBundle.resource("ImagingStudy", "Imaging study " + document.studyInstanceUID());
    study.putArray("identifier").add(FhirBundle.uid(document.studyInstanceUID()));
    study.put("status", "available");
    subject.writeTo(study);
    FhirBundle.putIfPresent(study, "started", Stamps.study(facts));
    Set<String> used =
        document.images().stream()
            .filter(image -> !image.scores().isEmpty())
            .map(StudyJson.Image::sop)
            .collect(Collectors.toSet());
    ArrayNode series = study.arrayNode();
    facts.evidence().forEach((uid, instances) -> add(series, uid, instances, used));
    if (!series.isEmpty()) {
      study.set("series", series);
    }
    return study;
  }

  private void add(
      ArrayNode allSeries, String uid, Map<String, String> instances, Set<String> used) {
    ObjectNode series = CodeSystems.object().put("uid", uid);
    ArrayNode list = series.arrayNode();
    instances.forEach(
        (sop, sopClass) -> {
          if (used.contains(sop)) {
            ObjectNode instance = list.addObject().put("uid", sop);
            instance
                .putObject("sopClass")
                .put("system", "urn:ietf:rfc:3986")
                .put("code", "urn:oid:" + sopClass);
          }
        });
    if (!list.isEmpty()) {
      String first = list.get(0).path("uid").asText();
      series.set("modality", CodeSystems.dicom(facts.modality(first).orElse(UNKNOWN_MODALITY)));
      series.set("instance", list);
      allSeries.add(series);
    }
  }
}
