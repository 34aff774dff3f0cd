package org.truncus.list;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * The ground truth of the ISIC 2018 challenge, task 3: {@code image} and one column a class, 1.0 in
 * one of them. The classes have the names of HAM10000 and the order of this file, which is another.
 * Lesions come from a column {@code lesion_id} (or {@code patient_id}, {@code patient}) or from
 * {@code …LesionGroupings.csv} beside the list; without either, every image counts as a patient.
 */
final class IsicFormat implements RowFormat {

  private static final List<String> COLUMNS =
      List.of("MEL", "NV", "BCC", "AKIEC", "BKL", "DF", "VASC");

  private final ReadingContext context;
  private final int image;
  private final int lesion;
  private final LabelReader labels;
  private final Map<String, String> groupings;

  private IsicFormat(Columns columns, ReadingContext context) {
    this.context = context;
    this.image = columns.index("image");
    this.lesion = columns.index("lesion_id", "patient_id", "patient");
    this.labels =
        new OneHotColumns(
            COLUMNS.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(),
            COLUMNS.stream().map(columns::index).toList(),
            context.problems());
    this.groupings = lesion >= 0 ? Map.of() : IsicLesions.beside(context.list());
    if (columns.has("lesion_id") || !groupings.isEmpty()) {
      context.notes().remark("the lesion (lesion_id) stands for the patient");
    }
  }

  static boolean matches(Columns columns) {
    return columns.has("image") && columns.names().containsAll(COLUMNS);
  }

  static Optional<RowFormat> open(Columns columns, ReadingContext context) {
    String[] needed = {"image", "MEL", "NV", "BCC", "AKIEC", "BKL", "DF", "VASC"};
    return columns.require(ListFormat.ISIC2018, context.problems(), needed)
        ? Optional.of(new IsicFormat(columns, context))
        : Optional.empty();
  }

  @Override
  public LabelReader labels() {
    return labels;
  }

  @Override
  public void read(long line, CSVRecord values, RowSink sink) {
    String name = Columns.text(values, image);
    Optional<Place> place = context.images().named(line, "image", name);
    String group = lesion >= 0 ? Columns.text(values, lesion) : groupings.getOrDefault(name, "");
    Statement statement = labels.read(line, values);
    sink.add(
        context.row(line, name, place, context.patientOr(line, group, name), null, Map.of()),
        statement);
  }
}
