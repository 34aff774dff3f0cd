package org.truncus.list;

import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * {@code HAM10000_metadata} (Tschandl et al. 2018), separated by commas or tabs: one of seven
 * diagnoses an image, the image {@code <image_id>.jpg} in whatever subfolder. Images of one lesion
 * belong together, so the lesion stands for the patient.
 */
final class HamFormat implements RowFormat {

  /** In the order of the class indices of Peng et al. 2021. */
  private static final List<String> CLASSES =
      List.of("nv", "mel", "bkl", "bcc", "akiec", "vasc", "df");

  private static final String[] NEEDED = {"lesion_id", "image_id", "dx"};

  private final ReadingContext context;
  private final int lesion;
  private final int image;
  private final LabelReader labels;
  private final AttributeColumns attributes;

  private HamFormat(Columns columns, ReadingContext context) {
    this.context = context;
    this.lesion = columns.index(NEEDED[0]);
    this.image = columns.index(NEEDED[1]);
    this.labels = new ClassColumn(NEEDED[2], columns.index(NEEDED[2]), CLASSES, context.problems());
    this.attributes =
        new AttributeColumns(context.texts())
            .add("sex", columns.index("sex"), Sexes::normal)
            .add("age", columns.index("age"), new Ages(context.notes())::years)
            .add("localization", columns.index("localization"))
            .add("dx_type", columns.index("dx_type"));
  }

  static boolean matches(Columns columns) {
    return columns.has(NEEDED);
  }

  static Optional<RowFormat> open(Columns columns, ReadingContext context) {
    return columns.require(ListFormat.HAM10000, context.problems(), NEEDED)
        ? Optional.of(new HamFormat(columns, context))
        : Optional.empty();
  }

  @Override
  public LabelReader labels() {
    return labels;
  }

  @Override
  public void read(long line, CSVRecord values, RowSink sink) {
    String name = Columns.text(values, image);
    Optional<Place> place = context.images().named(line, NEEDED[1], name);
    String group = Columns.text(values, lesion);
    if (group.isEmpty()) {
      context.problems().add(line, NEEDED[0], "is blank; splits and intervals go by lesion");
    }
    Statement statement = labels.read(line, values);
    sink.add(context.row(line, name, place, group, null, attributes.read(line, values)), statement);
  }

  @Override
  public void finish() {
    context.notes().remark("the lesion (lesion_id) stands for the patient");
  }
}
