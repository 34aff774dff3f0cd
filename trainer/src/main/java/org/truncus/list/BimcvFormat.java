package org.truncus.list;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/**
 * The labels of a BIMCV-COVID19 tree (de la Iglesia Vayá et al. 2020), such as {@code
 * derivatives/labels/labels_covid_posi.tsv}: one report a row, {@code PatientID} a subject, {@code
 * ReportID} a session, {@code Labels} the text of a Python list. Each PNG in {@code
 * <subject>/<session>/mod-rx} below the root is an image of the row; sessions without that folder
 * (CT only) are left out and counted. Labels are what the report says; results of PCR tests aren't
 * read, since which days before or after an image count isn't for a reader to decide.
 */
final class BimcvFormat implements RowFormat {

  private static final String[] NEEDED = {"PatientID", "ReportID", "Labels"};
  private static final Pattern VIEW = Pattern.compile("_vp-([a-z]+)[_.]");

  private final ReadingContext context;
  private final int patient;
  private final int session;
  private final LabelReader labels;
  private final AttributeColumns attributes;

  private BimcvFormat(Columns columns, ReadingContext context) {
    this.context = context;
    this.patient = columns.index(NEEDED[0]);
    this.session = columns.index(NEEDED[1]);
    this.labels =
        new FindingNames(
            NEEDED[2],
            columns.index(NEEDED[2]),
            List.of(),
            List.of(),
            BimcvFormat::findings,
            context.problems());
    this.attributes = new AttributeColumns(context.texts()).derived("study_id").derived("view");
  }

  static boolean matches(Columns columns) {
    return columns.has(NEEDED);
  }

  static Optional<RowFormat> open(Columns columns, ReadingContext context) {
    return columns.require(ListFormat.BIMCV, context.problems(), NEEDED)
        ? Optional.of(new BimcvFormat(columns, context))
        : Optional.empty();
  }

  private static List<String> findings(String text) {
    boolean nothing = text.isEmpty() || text.equalsIgnoreCase("nan");
    return nothing ? List.of() : PythonList.parse(text);
  }

  @Override
  public LabelReader labels() {
    return labels;
  }

  @Override
  public void read(long line, CSVRecord values, RowSink sink) {
    String subject = Columns.text(values, patient);
    String study = Columns.text(values, session);
    if (!named(line, NEEDED[0], subject) || !named(line, NEEDED[1], study)) {
      return;
    }
    String folder = subject + "/" + study;
    if (context.images().at(line, NEEDED[1], folder).isEmpty()) {
      return;
    }
    List<Place> images = context.images().pngs(folder + "/mod-rx");
    if (images.isEmpty()) {
      context.notes().leaveOut("the session has no radiographs (mod-rx/*.png)");
      return;
    }
    Statement statement = labels.read(line, values);
    for (Place image : images) {
      Matcher view = VIEW.matcher(image.below());
      String seen = view.find() ? view.group(1).toUpperCase(Locale.ROOT) : "";
      sink.add(
          context.row(
              line,
              image.below(),
              Optional.of(image),
              subject,
              null,
              attributes.read(line, values, study, seen)),
          statement);
    }
  }

  private boolean named(long line, String column, String name) {
    if (name.isEmpty() || name.contains("/")) {
      context.problems().add(line, column, "found '" + name + "', expected the name of a folder");
      return false;
    }
    return true;
  }
}
