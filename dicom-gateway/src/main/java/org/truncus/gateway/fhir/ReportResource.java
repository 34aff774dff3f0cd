package org.truncus.gateway.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.truncus.dicom.Tag;
import org.truncus.gateway.report.StudyJson;

/** The report over the observations; nobody has interpreted it. */
record ReportResource(
    StudyJson document, ReportFacts facts, Subject subject, BundleIds ids, FhirStatus status) {

  ObjectNode build(List<String> labels) {
    String conclusion =
        facts.comment().orElse("Output of an algorithm, not verified by a physician.");
    ObjectNode report = FhirBundle.resource("DiagnosticReport", conclusion);
    facts
        .string(Tag.SOPInstanceUID)
        .ifPresent(uid -> report.putArray("identifier").add(FhirBundle.uid(uid)));
    report.put("status", status.code());
    report
        .putArray("category")
        .add(CodeSystems.concept(CodeSystems.LOINC, "LP29684-5", "Radiology"));
    report.set(
        "code", CodeSystems.concept(CodeSystems.LOINC, "18748-4", "Diagnostic imaging study"));
    ObjectNode about = CodeSystems.object();
    subject.writeTo(about);
    report.setAll(about);
    FhirBundle.putIfPresent(report, "effectiveDateTime", Stamps.study(facts));
    FhirBundle.putIfPresent(report, "issued", Stamps.content(facts));
    subject.writePerformer(report);
    ArrayNode results = report.arrayNode();
    labels.forEach(label -> results.add(FhirBundle.reference(ids, "observation|" + label)));
    if (!results.isEmpty()) {
      report.set("result", results);
    }
    report.putArray("imagingStudy").add(FhirBundle.reference(ids, "study"));
    return report.put("conclusion", conclusion);
  }
}
