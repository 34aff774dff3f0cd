package org.truncus.gateway.fhir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.gateway.report.Code;

/**
 * What the structured report says that the JSON does not: who the patient is, when, which device,
 * the comment, what is tracked under which UID.
 *
 * @param report the whole document
 */
record ReportFacts(DataSet report) {
  private static final String TRACKING_IDENTIFIER = "112039";
  private static final String TRACKING_UID = "112040";
  private static final String FINDING_SITE = "363698007";
  private static final String COMMENT = "121106";
  private static final String MODALITY = "121139";
  private static final String STUDY = "study/";

  /** A value of the document's header. */
  Optional<String> string(int tag) {
    return report.string(tag);
  }

  /** The observer's UID. */
  Optional<String> deviceUID() {
    return report.items(Tag.AuthorObserverSequence).stream()
        .flatMap(author -> author.string(Tag.DeviceUID).stream())
        .findFirst();
  }

  /** The comment for a reader who sees nothing else. */
  Optional<String> comment() {
    return children(report, COMMENT).stream()
        .flatMap(item -> item.string(Tag.TextValue).stream())
        .findFirst();
  }

  /** Tracking UID of a label in the whole study. */
  Optional<String> trackingUID(String label) {
    return group(label).stream()
        .flatMap(group -> children(group, TRACKING_UID).stream())
        .flatMap(item -> item.string(Tag.UID).stream())
        .findFirst();
  }

  /** Site of a label. */
  Optional<Code> site(String label) {
    return group(label).stream()
        .flatMap(group -> children(group, FINDING_SITE).stream())
        .flatMap(item -> item.items(Tag.ConceptCodeSequence).stream())
        .map(ReportFacts::code)
        .findFirst();
  }

  /** SOP Class UIDs of instances by series and SOP Instance UID: the evidence. */
  Map<String, Map<String, String>> evidence() {
    Map<String, Map<String, String>> bySeries = new LinkedHashMap<>();
    for (DataSet study : report.items(Tag.CurrentRequestedProcedureEvidenceSequence)) {
      for (DataSet series : study.items(Tag.ReferencedSeriesSequence)) {
        Map<String, String> instances = new LinkedHashMap<>();
        for (DataSet instance : series.items(Tag.ReferencedSOPSequence)) {
          instances.put(
              instance.string(Tag.ReferencedSOPInstanceUID).orElse(""),
              instance.string(Tag.ReferencedSOPClassUID).orElse(""));
        }
        bySeries.put(series.string(Tag.SeriesInstanceUID).orElse(""), instances);
      }
    }
    return bySeries;
  }

  /** Modality of an instance by the image library. */
  Optional<String> modality(String sopInstanceUID) {
    return all(report).stream()
        .filter(group -> !children(group, MODALITY).isEmpty())
        .filter(group -> refersTo(group, sopInstanceUID))
        .flatMap(group -> children(group, MODALITY).stream())
        .flatMap(item -> item.items(Tag.ConceptCodeSequence).stream())
        .flatMap(code -> code.string(Tag.CodeValue).stream())
        .findFirst();
  }

  private static boolean refersTo(DataSet group, String sopInstanceUID) {
    return group.items(Tag.ContentSequence).stream()
        .flatMap(item -> item.items(Tag.ReferencedSOPSequence).stream())
        .flatMap(reference -> reference.string(Tag.ReferencedSOPInstanceUID).stream())
        .anyMatch(sopInstanceUID::equals);
  }

  private Optional<DataSet> group(String label) {
    return all(report).stream()
        .filter(
            item ->
                children(item, TRACKING_IDENTIFIER).stream()
                    .flatMap(tracking -> tracking.string(Tag.TextValue).stream())
                    .anyMatch((STUDY + label)::equals))
        .findFirst();
  }

  /** Every item below, depth first. */
  private static List<DataSet> all(DataSet parent) {
    List<DataSet> all = new ArrayList<>();
    for (DataSet item : parent.items(Tag.ContentSequence)) {
      all.add(item);
      all.addAll(all(item));
    }
    return all;
  }

  /** Children of a concept; the comment stands two steps below the root. */
  private static List<DataSet> children(DataSet parent, String concept) {
    List<DataSet> items = concept.equals(COMMENT) ? all(parent) : parent.items(Tag.ContentSequence);
    return items.stream()
        .filter(
            item ->
                item.items(Tag.ConceptNameCodeSequence).stream()
                    .flatMap(code -> code.string(Tag.CodeValue).stream())
                    .anyMatch(concept::equals))
        .toList();
  }

  private static Code code(DataSet item) {
    return new Code(
        item.string(Tag.CodeValue).or(() -> item.string(Tag.LongCodeValue)).orElseThrow(),
        item.string(Tag.CodingSchemeDesignator).orElseThrow(),
        item.string(Tag.CodingSchemeVersion).orElse(""),
        item.string(Tag.CodeMeaning).orElseThrow());
  }
}
