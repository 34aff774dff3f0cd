package org.truncus.list;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.truncus.problem.UsageException;

/**
 * The least a list can be, and what Peng et al. 2021 made of BIMCV-COVID19: {@code path,label} with
 * {@code 1|0}. The finding is called {@code label} unless {@code --labels} gives another name.
 * Columns {@code patient} (or {@code patient_id}) and {@code split} are used where they are;
 * without the former every image counts as a patient.
 */
final class TwoColumnFormat implements RowFormat {

  private static final String[] NEEDED = {"path", "label"};

  private final ReadingContext context;
  private final int path;
  private final int patient;
  private final int split;
  private final LabelReader labels;

  private TwoColumnFormat(Columns columns, ReadingContext context) {
    List<String> asked = context.options().labels();
    if (asked.size() > 1) {
      throw new UsageException(
          context.list()
              + ": holds one finding in its column label, --labels names "
              + asked.size()
              + "; give one name for it, or none");
    }
    this.context = context;
    this.path = columns.index("path");
    this.patient = columns.index("patient", "patient_id");
    this.split = columns.index("split");
    this.labels =
        new AnswerColumns(
            asked.isEmpty() ? List.of("label") : asked,
            List.of("label"),
            List.of(columns.index("label")),
            context.problems());
  }

  static boolean matches(Columns columns) {
    return columns.has(NEEDED);
  }

  static Optional<RowFormat> open(Columns columns, ReadingContext context) {
    return columns.require(ListFormat.TWO_COLUMN, context.problems(), NEEDED)
        ? Optional.of(new TwoColumnFormat(columns, context))
        : Optional.empty();
  }

  @Override
  public LabelReader labels() {
    return labels;
  }

  @Override
  public void read(long line, CSVRecord values, RowSink sink) {
    String image = Columns.text(values, path);
    Optional<Place> place = context.images().at(line, "path", image);
    String patientId = context.patientOr(line, Columns.text(values, patient), image);
    Split part = split < 0 ? null : context.checks().split(line, Columns.text(values, split));
    context.checks().patient(line, patientId, part);
    Statement statement = labels.read(line, values);
    sink.add(context.row(line, image, place, patientId, part, Map.of()), statement);
  }
}
