package org.truncus.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.truncus.json.Json;
import org.truncus.list.ImageList;
import org.truncus.list.ListFormat;
import org.truncus.list.ListOptions;
import org.truncus.list.ListReader;
import org.truncus.list.ListRow;
import org.truncus.list.PatientSplit;
import org.truncus.list.Split;
import org.truncus.list.SplitRatios;
import org.truncus.list.Task;
import org.truncus.list.Uncertain;
import org.truncus.model.PackageManifest;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;

/**
 * The rows a model is tried on, and whether it has seen them before.
 *
 * @param list as read
 * @param split {@code train}, {@code val}, {@code test} or {@code all}
 * @param rows of that split, targets in the order of the model's labels, NaN where the list lacks
 *     one
 * @param labels that model and list share, in the model's order
 * @param order the model's labels, all of them, as the targets are ordered
 * @param sameList whether it is the very list the model was trained with
 */
record TestRows(
    ImageList list,
    String split,
    List<ListRow> rows,
    List<String> labels,
    List<String> order,
    boolean sameList) {

  private static final String ALL = "all";

  /**
   * Reads the list and chooses the rows.
   *
   * @throws InvalidInputException where the list is wrong, of another task, or has no such rows
   * @throws UsageException where model and list share no label, or the split makes no sense
   */
  static TestRows read(Path path, ValidationOptions options, PackageManifest manifest) {
    ImageList list = ListReader.read(path, listOptions(options, List.of()));
    if (list.task() != manifest.task()) {
      throw new InvalidInputException(
          path
              + ": is a list for "
              + text(list.task())
              + ", the model is "
              + text(manifest.task())
              + "; multi-label lists have columns label:<name>, multi-class lists one column"
              + " label");
    }
    boolean unnamed =
        list.notes().format() == ListFormat.TWO_COLUMN && manifest.labels().size() == 1;
    if (list.task() == Task.MULTICLASS || unnamed) {
      list = ListReader.read(path, listOptions(options, manifest.labels()));
    }
    List<String> labels = shared(list, manifest);
    JsonNode training = manifest.training();
    boolean same = training.path("data").path("sha256").asText().equals(list.sha256());
    ImageList known = same && !list.hasSplits() ? splitAgain(list, training) : list;
    String split = choose(options.split(), known);
    List<ListRow> chosen =
        split.equals(ALL)
            ? known.rows()
            : known.rows(Split.valueOf(split.toUpperCase(Locale.ROOT)));
    if (chosen.isEmpty()) {
      throw new InvalidInputException(path + ": split " + split + " has no rows");
    }
    return new TestRows(
        list,
        split,
        inModelOrder(chosen, list.labels(), manifest.labels()),
        labels,
        manifest.labels(),
        same);
  }

  /**
   * The same rows with the images of another list, as far as that has them.
   *
   * @param column that joins them: {@code image} by its name without folder and ending, or any
   *     other
   * @throws InvalidInputException where the other list is wrong or names a row twice
   * @throws UsageException where no row can be joined
   */
  List<ListRow> withImagesOf(Path other, String column) {
    Map<String, ListRow> byKey = new HashMap<>();
    for (ListRow row :
        ListReader.read(other, new ListOptions(null, List.of(), Uncertain.IGNORE)).rows()) {
      ListRow before = byKey.put(key(row, column), row);
      if (before != null) {
        throw new InvalidInputException(
            other
                + ": lines "
                + before.line()
                + " and "
                + row.line()
                + " have the same "
                + column
                + " '"
                + key(row, column)
                + "', so rows can't be joined by it; name another column by --compare-by");
      }
    }
    List<ListRow> joined = new ArrayList<>();
    for (ListRow row : rows) {
      ListRow match = byKey.get(key(row, column));
      if (match != null && !key(row, column).isEmpty()) {
        joined.add(
            new ListRow(
                row.line(),
                row.image(),
                match.file(),
                row.patientId(),
                row.split(),
                row.attributes(),
                row.targets()));
      }
    }
    if (joined.isEmpty()) {
      throw new UsageException(
          other
              + ": no row has a "
              + column
              + " in common with "
              + list.path()
              + "; name a column that both have by --compare-by");
    }
    return joined;
  }

  private static String key(ListRow row, String column) {
    if (!column.equals("image")) {
      return row.attributes().getOrDefault(column, "").strip();
    }
    String name = row.image().substring(row.image().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static ListOptions listOptions(ValidationOptions options, List<String> labels) {
    return new ListOptions(options.root(), labels, Uncertain.IGNORE);
  }

  private static String text(Task task) {
    return task == Task.MULTICLASS ? "multi-class" : "multi-label";
  }

  private static List<String> shared(ImageList list, PackageManifest manifest) {
    List<String> labels =
        manifest.labels().stream().filter(list.labels()::contains).collect(Collectors.toList());
    if (labels.isEmpty()) {
      throw new UsageException(
          list.path()
              + ": has the labels "
              + list.labels()
              + ", the model "
              + manifest.labels()
              + "; they share none. Rename the columns to label:<name of the model's label>");
    }
    return labels;
  }

  /** The split that the trainer made of this very list. */
  private static ImageList splitAgain(ImageList list, JsonNode training) {
    JsonNode config = training.path("config");
    SplitRatios ratios = Json.mapper().convertValue(config.at("/data/split"), SplitRatios.class);
    if (ratios == null) {
      return list;
    }
    return PatientSplit.assign(list, ratios, config.path("seed").asLong());
  }

  private static String choose(String asked, ImageList list) {
    boolean divided = list.rows().stream().anyMatch(row -> row.split() != null);
    if (asked == null) {
      return divided ? Split.TEST.text() : ALL;
    }
    boolean known = Arrays.stream(Split.values()).anyMatch(split -> split.text().equals(asked));
    if (!known && !asked.equals(ALL)) {
      throw new UsageException("--split " + asked + ": expected train, val, test or all");
    }
    if (known && !divided) {
      throw new UsageException(
          "--split " + asked + ": " + list.path() + " has no column split; use --split all");
    }
    return asked;
  }

  private static List<ListRow> inModelOrder(
      List<ListRow> rows, List<String> from, List<String> to) {
    int[] index = to.stream().mapToInt(from::indexOf).toArray();
    List<ListRow> ordered = new ArrayList<>(rows.size());
    for (ListRow row : rows) {
      float[] targets = new float[index.length];
      for (int l = 0; l < index.length; l++) {
        targets[l] = index[l] < 0 ? Float.NaN : row.targets()[index[l]];
      }
      ordered.add(
          new ListRow(
              row.line(),
              row.image(),
              row.file(),
              row.patientId(),
              row.split(),
              row.attributes(),
              targets));
    }
    return ordered;
  }
}
