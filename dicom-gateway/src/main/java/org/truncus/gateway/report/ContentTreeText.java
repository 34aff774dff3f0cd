package org.truncus.gateway.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.Tag;

/**
 * A structured report as a receiver would show it: its content tree (PS3.3 section C.17.3), read
 * from the DICOM object and not from what made it. One line an item, indented by its depth; what
 * only says how a measurement was made (HAS CONCEPT MOD) and who observed (HAS OBS CONTEXT) is left
 * out but for the tracking identifier, which names a group.
 */
public final class ContentTreeText {

  private ContentTreeText() {}

  /** Lines ending in a line feed; patient attributes are left out. */
  public static String of(DicomFile report) {
    StringBuilder text = new StringBuilder();
    DataSet root = report.dataSet();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, %s, %s%n",
            concept(root),
            root.string(Tag.CompletionFlag).orElse(""),
            root.string(Tag.VerificationFlag).orElse("")));
    children(text, root, 1);
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static void append(StringBuilder text, DataSet item, int depth) {
    List<String> parts = new ArrayList<>();
    parts.add(concept(item));
    parts.add(value(item));
    text.append("  ".repeat(depth))
        .append(parts.stream().filter(p -> !p.isEmpty()).collect(Collectors.joining(": ")))
        .append('\n');
    children(text, item, depth + 1);
  }

  private static void children(StringBuilder text, DataSet parent, int depth) {
    for (DataSet item : parent.items(Tag.ContentSequence)) {
      boolean context = item.string(Tag.RelationshipType).orElse("").startsWith("HAS ");
      if (!context || concept(item).equals("Tracking Identifier")) {
        append(text, item, depth);
      }
    }
  }

  private static String concept(DataSet item) {
    return meaning(item.items(Tag.ConceptNameCodeSequence));
  }

  private static String value(DataSet item) {
    return switch (item.string(Tag.ValueType).orElse("")) {
      case "TEXT" -> item.string(Tag.TextValue).orElse("");
      case "CODE" -> meaning(item.items(Tag.ConceptCodeSequence));
      case "UIDREF" -> item.string(Tag.UID).orElse("");
      case "NUM" -> measured(item);
      case "IMAGE" -> "image " + reference(item);
      default -> "";
    };
  }

  private static String measured(DataSet item) {
    return item.items(Tag.MeasuredValueSequence).stream()
        .map(
            measured ->
                measured.string(Tag.NumericValue).orElse("")
                    + " "
                    + meaning(measured.items(Tag.MeasurementUnitsCodeSequence)))
        .collect(Collectors.joining(", "));
  }

  private static String reference(DataSet item) {
    return item.items(Tag.ReferencedSOPSequence).stream()
        .map(reference -> reference.string(Tag.ReferencedSOPInstanceUID).orElse(""))
        .collect(Collectors.joining(", "));
  }

  private static String meaning(List<DataSet> codes) {
    return codes.isEmpty() ? "" : codes.get(0).string(Tag.CodeMeaning).orElse("");
  }
}
