package org.truncus.list;

import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/**
 * {@code metadata.csv} of the covid-chestxray-dataset (Cohen et al. 2020), of any of its revisions:
 * columns are found by name whatever their case, and missing ones are done without. Frontal
 * radiographs are read: {@code modality} X-ray, {@code view} PA, AP, AP Supine or AP Erect; other
 * rows are left out and counted. The image is {@code <folder>/<filename>}, in {@code images} where
 * there is no folder.
 */
final class CovidFormat implements RowFormat {

  private static final Set<String> VIEWS = Set.of("PA", "AP", "AP Supine", "AP Erect");
  private static final String[] NEEDED = {"patientid", "finding", "view", "filename"};

  private final ReadingContext context;
  private final int patient;
  private final int view;
  private final int modality;
  private final int folder;
  private final int filename;
  private final LabelReader labels;
  private final AttributeColumns attributes;

  private CovidFormat(Columns columns, ReadingContext context) {
    this.context = context;
    this.patient = columns.index("patientid");
    this.view = columns.index("view");
    this.modality = columns.index("modality");
    this.folder = columns.index("folder");
    this.filename = columns.index("filename");
    this.labels = new FindingTree("finding", columns.index("finding"));
    this.attributes =
        new AttributeColumns(context.texts())
            .add("view", view)
            .add("sex", columns.index("sex"), Sexes::normal)
            .add("age", columns.index("age"), new Ages(context.notes())::years)
            .add("site", columns.index("location"))
            .add("license", columns.index("license"));
  }

  static boolean matches(Columns columns) {
    return columns.lowerCase().has(NEEDED);
  }

  static Optional<RowFormat> open(Columns columns, ReadingContext context) {
    Columns lower = columns.lowerCase();
    return lower.require(ListFormat.COVID_CHESTXRAY, context.problems(), NEEDED)
        ? Optional.of(new CovidFormat(lower, context))
        : Optional.empty();
  }

  @Override
  public LabelReader labels() {
    return labels;
  }

  @Override
  public void read(long line, CSVRecord values, RowSink sink) {
    String kind = Columns.text(values, modality);
    String seen = Columns.text(values, view);
    if (modality >= 0 && !kind.equals("X-ray")) {
      context.notes().leaveOut("modality is '" + kind + "', expected X-ray");
      return;
    }
    if (!VIEWS.contains(seen)) {
      context.notes().leaveOut("view is '" + seen + "', expected PA, AP, AP Supine or AP Erect");
      return;
    }
    String name = Columns.text(values, filename);
    String in = Columns.text(values, folder);
    String image = name.isEmpty() ? "" : (in.isEmpty() ? "images" : in) + "/" + name;
    Optional<Place> place = context.images().at(line, "filename", image);
    String patientId = context.patientOr(line, Columns.text(values, patient), image);
    Statement statement = labels.read(line, values);
    sink.add(
        context.row(line, image, place, patientId, null, attributes.read(line, values)), statement);
  }
}
