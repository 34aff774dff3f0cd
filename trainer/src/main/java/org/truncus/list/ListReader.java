package org.truncus.list;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.truncus.problem.UsageException;

/**
 * Reads a list of images in Truncus' own form: columns {@code image} (a path below the list's
 * folder or the given root), {@code patient_id}, optionally {@code split}, {@code study_id}, {@code
 * view}, {@code sex}, {@code age}, {@code site}, and either one column {@code label:<name>} per
 * finding with {@code 1|0|-1} or blank (positive, negative, uncertain, not mentioned and therefore
 * masked) or one column {@code label} with a class name. Classes are sorted by name.
 *
 * <p>The file is streamed; all problems are collected before one exception tells them.
 */
public final class ListReader {

  private final Path list;
  private final ListOptions options;
  private final ProblemCollector problems;
  private final ImagePaths paths;
  private final RowChecks checks;
  private final List<ListRow> rows = new ArrayList<>();
  private final List<String> classOfRow = new ArrayList<>();
  private final Map<String, String> shared = new HashMap<>();
  private ListHeader header;
  private List<String> labels = List.of();
  private List<Integer> labelColumns = List.of();

  private ListReader(Path list, ListOptions options) {
    this.list = list;
    this.options = options;
    this.problems = new ProblemCollector(list);
    this.checks = new RowChecks(problems);
    this.paths = new ImagePaths(root(list, options), problems);
  }

  /**
   * Reads and checks a list.
   *
   * @param list {@code .csv} or {@code .csv.gz}
   * @throws InvalidListException with all that is wrong with the list
   * @throws UsageException where a label that was asked for isn't in the list, or the root is no
   *     folder
   */
  public static ImageList read(Path list, ListOptions options) {
    return new ListReader(list, options).read();
  }

  private static Path root(Path list, ListOptions options) {
    if (options.root() == null) {
      return list.toAbsolutePath().getParent();
    }
    if (!Files.isDirectory(options.root())) {
      throw new UsageException("--root " + options.root() + ": there is no such folder");
    }
    return options.root();
  }

  private ImageList read() {
    String sha256 = new CsvTable(list, problems).read(this::header, this::row);
    checks.finish();
    if (rows.isEmpty() && !problems.any()) {
      problems.add(0, "", "there are no rows after the header");
    }
    if (header != null && header.task() == Task.MULTICLASS) {
      classes();
    }
    problems.throwIfAny();
    return new ImageList(list, sha256, header.task(), labels, rows);
  }

  private boolean header(List<String> columns) {
    header = ListHeader.of(columns, problems).orElse(null);
    if (header == null) {
      return false;
    }
    labelColumns = header.labelColumns();
    labels = header.labels();
    if (header.task() == Task.MULTILABEL && !options.labels().isEmpty()) {
      labels = options.labels();
      labelColumns = labels.stream().map(this::columnOf).toList();
    }
    return true;
  }

  private Integer columnOf(String label) {
    int index = header.labels().indexOf(label);
    if (index < 0) {
      throw new UsageException(
          list
              + ": there is no column label:"
              + label
              + "; the list has the labels "
              + String.join(", ", header.labels()));
    }
    return header.labelColumns().get(index);
  }

  private void row(long line, CSVRecord values) {
    String image = values.get(header.image()).strip();
    Optional<Path> file = paths.resolve(line, image);
    file.ifPresent(found -> checks.image(line, found, image));
    String patient = shared(values.get(header.patient()).strip());
    if (patient.isEmpty()) {
      problems.add(line, "patient_id", "is blank; splits and intervals go by patient");
    }
    Split split =
        header.split() < 0 ? null : checks.split(line, values.get(header.split()).strip());
    if (!patient.isEmpty()) {
      checks.patient(line, patient, split);
    }
    float[] targets = targets(line, values);
    rows.add(
        new ListRow(line, image, file.orElse(null), patient, split, attributes(values), targets));
  }

  private Map<String, String> attributes(CSVRecord values) {
    String[] texts = new String[header.attributes().size()];
    for (int a = 0; a < texts.length; a++) {
      texts[a] = shared(values.get(header.attributeColumns().get(a)));
    }
    return new RowAttributes(header.attributes(), texts);
  }

  /** Values repeat a lot: one String each. */
  private String shared(String text) {
    String known = shared.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private float[] targets(long line, CSVRecord values) {
    if (header.task() == Task.MULTICLASS) {
      String name = shared(values.get(labelColumns.get(0)).strip());
      if (name.isEmpty()) {
        problems.add(line, "label", "is blank, expected a class name");
      }
      classOfRow.add(name);
      return new float[0];
    }
    float[] targets = new float[labels.size()];
    for (int l = 0; l < targets.length; l++) {
      targets[l] = target(line, "label:" + labels.get(l), values.get(labelColumns.get(l)).strip());
    }
    return targets;
  }

  private float target(long line, String column, String text) {
    return switch (text) {
      case "1", "1.0" -> 1f;
      case "0", "0.0" -> 0f;
      case "-1", "-1.0" -> options.uncertain().target();
      case "" -> Float.NaN;
      default -> {
        problems.add(line, column, "found '" + text + "', expected 1, 0, -1 or blank");
        yield Float.NaN;
      }
    };
  }

  private void classes() {
    TreeSet<String> found = new TreeSet<>(classOfRow);
    found.remove("");
    labels = options.labels().isEmpty() ? List.copyOf(found) : options.labels();
    for (int i = 0; i < rows.size(); i++) {
      ListRow row = rows.get(i);
      String name = classOfRow.get(i);
      int index = labels.indexOf(name);
      if (index < 0 && !name.isEmpty()) {
        problems.add(
            row.line(),
            "label",
            "found '" + name + "', expected one of " + String.join(", ", labels));
      }
      float[] targets = new float[labels.size()];
      if (index >= 0) {
        targets[index] = 1f;
      }
      rows.set(i, row.withTargets(targets));
    }
  }
}
