package org.truncus.gateway.report;

import java.util.List;
import java.util.Set;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * The content tree (PS3.3 section C.17.3): every item has its relationship, concept and value, and
 * what it refers to is in the evidence.
 */
final class ContentCheck {
  private static final Set<String> RELATIONSHIPS =
      Set.of(
          "CONTAINS",
          "HAS PROPERTIES",
          "HAS OBS CONTEXT",
          "HAS ACQ CONTEXT",
          "INFERRED FROM",
          "SELECTED FROM",
          "HAS CONCEPT MOD");
  private static final Set<String> TYPES =
      Set.of("CONTAINER", "TEXT", "CODE", "NUM", "UIDREF", "IMAGE", "COMPOSITE");

  private final Set<String> evidence;

  /**
   * A check of one document.
   *
   * @param evidence SOP Instance UIDs that the document's evidence names
   */
  ContentCheck(Set<String> evidence) {
    this.evidence = evidence;
  }

  void root(Findings findings, DataSet root) {
    findings.oneOf(root, Tag.ValueType, Set.of("CONTAINER"));
    findings.oneOf(root, Tag.ContinuityOfContent, Set.of("SEPARATE"));
    findings.type1(
        root, Tag.ConceptNameCodeSequence, Tag.ContentTemplateSequence, Tag.ContentSequence);
    codes(findings, root, Tag.ConceptNameCodeSequence);
    children(findings, root);
  }

  private void children(Findings findings, DataSet parent) {
    template(findings, parent);
    List<DataSet> items = parent.items(Tag.ContentSequence);
    for (int i = 0; i < items.size(); i++) {
      item(findings.in(Tag.ContentSequence, i), items.get(i));
    }
  }

  private void item(Findings findings, DataSet item) {
    findings.oneOf(item, Tag.RelationshipType, RELATIONSHIPS);
    findings.oneOf(item, Tag.ValueType, TYPES);
    String type = item.string(Tag.ValueType).orElse("");
    boolean reference = type.equals("IMAGE") || type.equals("COMPOSITE");
    if (!reference || item.contains(Tag.ConceptNameCodeSequence)) {
      findings.type1(item, Tag.ConceptNameCodeSequence);
      codes(findings, item, Tag.ConceptNameCodeSequence);
    }
    switch (type) {
      case "CONTAINER" -> findings.oneOf(item, Tag.ContinuityOfContent, Set.of("SEPARATE"));
      case "TEXT" -> findings.type1(item, Tag.TextValue);
      case "UIDREF" -> findings.type1(item, Tag.UID);
      case "NUM" -> number(findings, item);
      case "CODE" -> {
        findings.type1(item, Tag.ConceptCodeSequence);
        codes(findings, item, Tag.ConceptCodeSequence);
      }
      case "IMAGE", "COMPOSITE" -> {
        findings.type1(item, Tag.ReferencedSOPSequence);
        references(findings, item);
        inEvidence(findings, item);
      }
      default -> {
        // the value type was found wrong above
      }
    }
    children(findings, item);
  }

  private static void template(Findings findings, DataSet container) {
    List<DataSet> templates = container.items(Tag.ContentTemplateSequence);
    for (int i = 0; i < templates.size(); i++) {
      findings
          .in(Tag.ContentTemplateSequence, i)
          .type1(templates.get(i), Tag.MappingResource, Tag.TemplateIdentifier);
    }
  }

  private static void number(Findings findings, DataSet item) {
    findings.type1(item, Tag.MeasuredValueSequence);
    List<DataSet> values = item.items(Tag.MeasuredValueSequence);
    for (int i = 0; i < values.size(); i++) {
      Findings inValue = findings.in(Tag.MeasuredValueSequence, i);
      inValue.type1(values.get(i), Tag.NumericValue, Tag.MeasurementUnitsCodeSequence);
      codes(inValue, values.get(i), Tag.MeasurementUnitsCodeSequence);
    }
  }

  private void inEvidence(Findings findings, DataSet item) {
    for (DataSet reference : item.items(Tag.ReferencedSOPSequence)) {
      if (!reference.string(Tag.ReferencedSOPInstanceUID).map(evidence::contains).orElse(true)) {
        findings.add(
            Tag.ReferencedSOPSequence,
            "names an instance that CurrentRequestedProcedureEvidenceSequence does not");
      }
    }
  }

  /** The items of a ReferencedSOPSequence. */
  static void references(Findings findings, DataSet holder) {
    List<DataSet> instances = holder.items(Tag.ReferencedSOPSequence);
    for (int i = 0; i < instances.size(); i++) {
      findings
          .in(Tag.ReferencedSOPSequence, i)
          .type1(instances.get(i), Tag.ReferencedSOPClassUID, Tag.ReferencedSOPInstanceUID);
    }
  }

  /** Code Sequence Macro (PS3.3 table 8.8-1). */
  static void codes(Findings findings, DataSet holder, int tag) {
    List<DataSet> codes = holder.items(tag);
    for (int i = 0; i < codes.size(); i++) {
      Findings inCode = findings.in(tag, i);
      DataSet code = codes.get(i);
      if (!code.contains(Tag.LongCodeValue)) {
        inCode.type1(code, Tag.CodeValue);
      }
      inCode.type1(code, Tag.CodingSchemeDesignator, Tag.CodeMeaning);
    }
  }
}
