package org.truncus.gateway.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.truncus.dicom.UID;
import org.truncus.gateway.report.Code;
import org.truncus.json.Json;

/** Coded concepts of DICOM as those of FHIR. */
final class CodeSystems {
  static final String LOINC = "http://loinc.org";
  private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
  private static final Map<String, String> BY_DESIGNATOR =
      Map.of(
          "SCT", "http://snomed.info/sct",
          "DCM", "http://dicom.nema.org/resources/ontology/DCM",
          "LN", LOINC,
          "UCUM", "http://unitsofmeasure.org",
          "RADLEX", "http://radlex.org",
          "UMLS", "http://terminology.hl7.org/CodeSystem/umls",
          "RFC5646", "urn:ietf:bcp:47");

  private CodeSystems() {}

  /** A CodeableConcept of one coding. */
  static ObjectNode concept(Code code) {
    ObjectNode concept = concept(uri(code.scheme()), code.value(), code.meaning());
    if (!code.schemeVersion().isEmpty()) {
      ((ObjectNode) concept.path("coding").get(0)).put("version", code.schemeVersion());
    }
    return concept.put("text", code.meaning());
  }

  /** A CodeableConcept of one coding of a system of HL7's own. */
  static ObjectNode hl7(String system, String code, String display) {
    return concept(HL7 + system, code, display);
  }

  /** A CodeableConcept of one coding. */
  static ObjectNode concept(String system, String code, String display) {
    ObjectNode concept = object();
    concept
        .putArray("coding")
        .addObject()
        .put("system", system)
        .put("code", code)
        .put("display", display);
    return concept;
  }

  /** A modality or another code of DICOM, as a Coding. */
  static ObjectNode dicom(String code) {
    return object().put("system", uri("DCM")).put("code", code);
  }

  /** A Coding Scheme Designator's URI; a private scheme's is an OID made from its name. */
  private static String uri(String designator) {
    String known = BY_DESIGNATOR.get(designator);
    return known == null ? "urn:oid:" + UID.nameBased("SCHEME|" + designator) : known;
  }

  static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }
}
