package org.truncus.gateway.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/** Patient, order and who answers, named by the identifiers that the study has. */
record Subject(ReportFacts facts) {

  /** Puts {@code subject} and {@code basedOn}, where their identifiers are known. */
  void writeTo(ObjectNode resource) {
    resource.set("subject", patient());
    facts
        .string(Tag.AccessionNumber)
        .ifPresent(number -> resource.putArray("basedOn").add(order(number)));
  }

  /** Puts {@code performer}: where the gateway stands. */
  void writePerformer(ObjectNode resource) {
    facts
        .string(Tag.InstitutionName)
        .ifPresent(
            name ->
                resource
                    .putArray("performer")
                    .addObject()
                    .put("type", "Organization")
                    .put("display", name));
  }

  private ObjectNode patient() {
    ObjectNode reference = CodeSystems.object().put("type", "Patient");
    if (facts.string(Tag.PatientID).isEmpty()) {
      return reference.put("display", "the study has no patient ID");
    }
    ObjectNode identifier = reference.putObject("identifier");
    identifier.set("type", CodeSystems.hl7("v2-0203", "MR", "Medical record number"));
    facts.report().items(Tag.IssuerOfPatientIDQualifiersSequence).stream()
        .findFirst()
        .ifPresent(issuer -> system(identifier, issuer));
    identifier.put("value", facts.string(Tag.PatientID).orElseThrow());
    facts
        .string(Tag.IssuerOfPatientID)
        .ifPresent(issuer -> identifier.putObject("assigner").put("display", issuer));
    return reference;
  }

  private ObjectNode order(String number) {
    ObjectNode reference = CodeSystems.object().put("type", "ServiceRequest");
    ObjectNode identifier = reference.putObject("identifier");
    identifier.set("type", CodeSystems.hl7("v2-0203", "ACSN", "Accession ID"));
    facts.report().items(Tag.IssuerOfAccessionNumberSequence).stream()
        .findFirst()
        .ifPresent(issuer -> system(identifier, issuer));
    identifier.put("value", number);
    return reference;
  }

  /** The issuer's URI, where DICOM says one: an OID or a URI (PS3.3 section 10.14). */
  private static void system(ObjectNode identifier, DataSet issuer) {
    String id = issuer.string(Tag.UniversalEntityID).orElse("");
    switch (issuer.string(Tag.UniversalEntityIDType).orElse("")) {
      case "ISO" -> identifier.put("system", "urn:oid:" + id);
      case "URI" -> identifier.put("system", id);
      default -> {
        // a local name is no URI
      }
    }
  }
}
