package org.truncus.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * {@code Data_Entry_2017.csv} and {@code Data_Entry_2017_v2020.csv} of NIH ChestX-ray14 (Wang et
 * al. 2017): findings joined by {@code |}, or exactly {@code No Finding}. The header holds commas
 * within brackets that aren't quoted, so one column of it reads as two; only names before those
 * matter. Images are found by name in whatever subfolder they are. {@code No Finding} can be asked
 * for as a label and isn't among the 14 otherwise.
 */
final class NihFormat implements RowFormat {

  private static final String NONE = "No Finding";
  private static final List<String> FINDINGS =
      List.of(
          "Atelectasis",
          "Cardiomegaly",
          "Effusion",
          "Infiltration",
          "Mass",
          "Nodule",
          "Pneumonia",
          "Pneumothorax",
          "Consolidation",
          "Edema",
          "Emphysema",
          "Fibrosis",
          "Pleural_Thickening",
          "Hernia");

  private static final String[] NEEDED = {"Image Index", "Finding Labels", "Patient ID"};

  private final ReadingContext context;
  private final int image;
  private final int patient;
  private final LabelReader labels;
  private final AttributeColumns attributes;
  private final NihSplits splits;

  private NihFormat(Columns columns, ReadingContext context) {
    this.context = context;
    this.image = columns.index(NEEDED[0]);
    this.patient = columns.index(NEEDED[2]);
    List<String> names = new ArrayList<>(FINDINGS);
    names.add(NONE);
    this.labels =
        new FindingNames(
            NEEDED[1],
            columns.index(NEEDED[1]),
            names,
            FINDINGS,
            NihFormat::findings,
            context.problems());
    this.attributes =
        new AttributeColumns(context.texts())
            .add("view", columns.index("View Position"))
            .add("sex", columns.index("Patient Gender", "Patient Sex"), Sexes::normal)
            .add("age", columns.index("Patient Age"), new Ages(context.notes())::years)
            .add("follow_up", columns.index("Follow-up #"));
    this.splits = NihSplits.beside(context.list(), context.notes());
  }

  static boolean matches(Columns columns) {
    return columns.has(NEEDED);
  }

  static Optional<RowFormat> open(Columns columns, ReadingContext context) {
    return columns.require(ListFormat.NIH_CXR14, context.problems(), NEEDED)
        ? Optional.of(new NihFormat(columns, context))
        : Optional.empty();
  }

  private static List<String> findings(String text) {
    List<String> names = List.of(text.split("\\|", -1));
    if (names.size() > 1 && names.contains(NONE)) {
      throw new IllegalArgumentException("expected findings joined by | or " + NONE + " alone");
    }
    return names.stream().map(String::strip).toList();
  }

  @Override
  public LabelReader labels() {
    return labels;
  }

  @Override
  public void read(long line, CSVRecord values, RowSink sink) {
    String name = Columns.text(values, image);
    Optional<Place> place = context.images().named(line, NEEDED[0], name);
    String patientId = Columns.text(values, patient);
    if (patientId.isEmpty()) {
      context.problems().add(line, NEEDED[2], "is blank; splits and intervals go by patient");
    }
    Split split = splits.of(line, name, context.problems());
    context.checks().patient(line, patientId, splits.forChecks(split));
    Statement statement = labels.read(line, values);
    sink.add(
        context.row(line, name, place, patientId, split, attributes.read(line, values)), statement);
  }
}
