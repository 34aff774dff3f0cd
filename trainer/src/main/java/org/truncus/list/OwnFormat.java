package org.truncus.list;

import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * Truncus' own form: columns {@code image} (a path below the list's folder or the given root),
 * {@code patient_id}, optionally {@code split}, {@code study_id}, {@code view}, {@code sex}, {@code
 * age}, {@code site}, and either one column {@code label:<name>} per finding with {@code 1|0|-1} or
 * blank (positive, negative, uncertain, not mentioned) or one column {@code label} with a class
 * name. Classes are sorted by name.
 */
final class OwnFormat implements RowFormat {

  private final ListHeader header;
  private final ReadingContext context;
  private final LabelReader labels;
  private final AttributeColumns attributes;

  private OwnFormat(ListHeader header, ReadingContext context) {
    this.header = header;
    this.context = context;
    List<Integer> columns = header.labelColumns();
    this.labels =
        header.task() == Task.MULTICLASS
            ? new ClassColumn("label", columns.get(0), List.of(), context.problems())
            : new AnswerColumns(
                header.labels(),
                header.labels().stream().map(name -> "label:" + name).toList(),
                columns,
                context.problems());
    this.attributes = new AttributeColumns(context.texts());
    Ages ages = new Ages(context.notes());
    for (int a = 0; a < header.attributes().size(); a++) {
      String name = header.attributes().get(a);
      int column = header.attributeColumns().get(a);
      if (name.equals("age")) {
        attributes.add(name, column, ages::asWritten);
      } else {
        attributes.add(name, column);
      }
    }
  }

  static boolean matches(Columns columns) {
    boolean labelled =
        columns.has("label") || columns.names().stream().anyMatch(n -> n.startsWith("label:"));
    return labelled && columns.has("image", "patient_id");
  }

  static Optional<RowFormat> open(Columns columns, ReadingContext context) {
    return ListHeader.of(columns.names(), context.problems())
        .map(header -> new OwnFormat(header, context));
  }

  @Override
  public LabelReader labels() {
    return labels;
  }

  @Override
  public void read(long line, CSVRecord values, RowSink sink) {
    String image = Columns.text(values, header.image());
    Optional<Place> place = context.images().at(line, "image", image);
    String patient = Columns.text(values, header.patient());
    if (patient.isEmpty()) {
      context.problems().add(line, "patient_id", "is blank; splits and intervals go by patient");
    }
    Split split =
        header.split() < 0
            ? null
            : context.checks().split(line, Columns.text(values, header.split()));
    if (!patient.isEmpty()) {
      context.checks().patient(line, patient, split);
    }
    Statement statement = labels.read(line, values);
    sink.add(
        context.row(line, image, place, patient, split, attributes.read(line, values)), statement);
  }
}
