package org.truncus.gateway.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.gateway.report.StudyJson;
import org.truncus.json.Json;

/**
 * A study's result as a FHIR R4 transaction: a Device, an ImagingStudy, one Observation for each
 * label and a DiagnosticReport, each put under an id of its own, so that sending it again changes
 * nothing and a revision replaces what it revises. The patient and the order are named by their
 * identifiers only; no such resources are made.
 */
public final class FhirBundle {
  private FhirBundle() {}

  /**
   * The bundle. The same input gives the same bytes.
   *
   * @param document the result
   * @param report the result's structured report, whole, in any of its classes: patient, order,
   *     times and instances are its
   * @return JSON, indented, ending in a line feed
   */
  public static String of(StudyJson document, DataSet report, FhirStatus status) {
    ReportFacts facts = new ReportFacts(report);
    BundleIds ids = new BundleIds(report.string(Tag.SeriesInstanceUID).orElseThrow());
    Subject subject = new Subject(facts);
    ObjectNode bundle =
        CodeSystems.object().put("resourceType", "Bundle").put("type", "transaction");
    ArrayNode entries = bundle.putArray("entry");
    add(entries, ids, "device", new DeviceResource(document, facts).build());
    add(entries, ids, "study", new StudyResource(document, facts, subject).build());
    Observations observations = new Observations(document, facts, subject, ids, status);
    List<String> labels = observations.labels();
    for (String label : labels) {
      add(entries, ids, "observation|" + label, observations.build(label));
    }
    add(
        entries,
        ids,
        "report",
        new ReportResource(document, facts, subject, ids, status).build(labels));
    return Json.write(bundle);
  }

  private static void add(ArrayNode entries, BundleIds ids, String part, ObjectNode resource) {
    ObjectNode identified = CodeSystems.object();
    identified.set("resourceType", resource.get("resourceType"));
    identified.put("id", ids.of(part));
    resource.properties().forEach(field -> identified.set(field.getKey(), field.getValue()));
    ObjectNode entry = entries.addObject().put("fullUrl", ids.reference(part));
    entry.set("resource", identified);
    entry
        .putObject("request")
        .put("method", "PUT")
        .put("url", resource.path("resourceType").asText() + "/" + ids.of(part));
  }

  /** A new resource with a text for people, which every resource should have. */
  static ObjectNode resource(String type, String text) {
    ObjectNode resource = CodeSystems.object().put("resourceType", type);
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    resource
        .putObject("text")
        .put("status", "generated")
        .put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + escaped + "</div>");
    return resource;
  }

  /** An Identifier that is a DICOM UID. */
  static ObjectNode uid(String value) {
    return CodeSystems.object().put("system", "urn:dicom:uid").put("value", "urn:oid:" + value);
  }

  /** A Reference within the bundle. */
  static ObjectNode reference(BundleIds ids, String part) {
    return CodeSystems.object().put("reference", ids.reference(part));
  }

  static void putIfPresent(ObjectNode node, String field, Optional<String> value) {
    value.ifPresent(text -> node.put(field, text));
  }
}
