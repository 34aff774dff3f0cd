package org.truncus.list;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.truncus.problem.UsageException;

/**
 * Reads a list of images in any {@linkplain ListFormat form}, told by the header or forced.
 *
 * <p>The file is streamed; all problems are collected before one exception tells them.
 */
public final class ListReader {

  /** Targets of a row whose labels aren't known yet. */
  @SuppressWarnings("MutablePublicArray") // empty
  static final float[] OPEN = new float[0];

  /** Of so many different statements the targets are shared by the rows that make them. */
  private static final int SHARED_TARGETS = 4096;

  private final Path list;
  private final ListOptions options;
  private final ProblemCollector problems;
  private final NotesCollector notes = new NotesCollector();
  private final RowChecks checks;
  private final List<ListRow> rows = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();
  private final Map<Statement, float[]> targets = new HashMap<>();
  private ListFormat kind;
  private RowFormat format;
  private LabelPolicy policy;
  private List<String> labels = List.of();

  private ListReader(Path list, ListOptions options) {
    this.list = list;
    this.options = options;
    this.problems = new ProblemCollector(list);
    this.checks = new RowChecks(problems);
  }

  /**
   * Reads and checks a list.
   *
   * @param list {@code .csv} or {@code .tsv}, plain or {@code .gz}
   * @throws InvalidListException with all that is wrong with the list
   * @throws UsageException where a label that was asked for isn't in the list, or the root is no
   *     folder
   */
  public static ImageList read(Path list, ListOptions options) {
    return new ListReader(list, options).read();
  }

  private ImageList read() {
    Path root = ListForms.root(list, options);
    if (!Files.isDirectory(root)) {
      throw new UsageException("--root " + root + ": there is no such folder");
    }
    ImagePaths images = new ImagePaths(root, problems);
    ReadingContext context =
        new ReadingContext(list, options, problems, notes, images, checks, new StringCache());
    String sha256 =
        new CsvTable(list, problems)
            .read(names -> header(new Columns(names), context), this::record);
    if (format == null) {
      throw problems.failure();
    }
    finish();
    if (images.copies() > 0) {
      notes.remark(
          "images found in a second folder with a file of the same size: "
              + images.copies()
              + "; the first by name is taken");
    }
    problems.throwIfAny();
    return new ImageList(
        list, sha256, format.labels().task(), labels, rows, notes.notes(kind, policy));
  }

  private boolean header(Columns columns, ReadingContext context) {
    kind = options.format() == null ? ListForms.recognise(columns) : options.format();
    policy = options.policy();
    if (policy.blank() == null) {
      policy = policy.withBlank(kind.blank());
    }
    format = ListForms.open(kind, columns, context).orElse(null);
    if (format != null && format.labels().known()) {
      chooseLabels();
    }
    return format != null;
  }

  /** The labels in the order wanted; refuses those that the list doesn't have. */
  private void chooseLabels() {
    LabelReader reader = format.labels();
    policy.requireKnown(list, reader.names());
    labels = reader.standard();
    if (!options.labels().isEmpty()) {
      labels = options.labels().stream().map(reader::canonical).distinct().toList();
    }
    for (String label : labels) {
      if (reader.task() == Task.MULTILABEL && !reader.names().contains(label)) {
        throw KnownNames.unknownLabel(
            list + ": there is no column and no finding for", label, reader.names());
      }
    }
  }

  private void record(long line, CSVRecord values) {
    format.read(line, values, this::row);
  }

  private void row(ListRow row, Statement statement) {
    if (row.base() != null) {
      checks.image(row, "image");
    }
    if (format.labels().known()) {
      rows.add(row.withTargets(targets(row, statement)));
    } else {
      rows.add(row);
      statements.add(statement);
    }
  }

  private void finish() {
    checks.finish();
    format.finish();
    if (rows.isEmpty() && !problems.any()) {
      problems.add(
          0,
          "",
          notes.leftOut() == 0
              ? "there are no rows after the header"
              : "all " + notes.leftOut() + " rows are left out by the rules of " + kind.text());
    }
    if (!format.labels().known()) {
      chooseLabels();
      for (int i = 0; i < rows.size(); i++) {
        rows.set(i, rows.get(i).withTargets(targets(rows.get(i), statements.get(i))));
      }
    }
    if (!format.keepsSplits()) {
      rows.replaceAll(row -> row.withSplit(null));
    }
  }

  private float[] targets(ListRow row, Statement statement) {
    float[] known = targets.get(statement);
    float[] found = known == null ? targets(statement) : known;
    if (known == null && targets.size() < SHARED_TARGETS) {
      targets.put(statement, found);
    }
    if (statement instanceof ClassName name && !labels.contains(name.name())) {
      problems.add(
          row.line(),
          format.labels().column(),
          "found '" + name.name() + "', expected one of " + String.join(", ", labels));
    }
    return found;
  }

  private float[] targets(Statement statement) {
    float[] values = new float[labels.size()];
    for (int l = 0; l < values.length; l++) {
      String label = labels.get(l);
      values[l] = policy.target(label, statement.answer(label));
    }
    return values;
  }
}
