package org.truncus.list;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/**
 * CheXpert (Irvin et al. 2019): {@code Path,Sex,Age,Frontal/Lateral,AP/PA} and 14 findings with
 * {@code 1.0|0.0|-1.0} or blank; the middle columns may be missing, as in the test set. Patient and
 * study are parts of the path. Its first folder ({@code CheXpert-v1.0/}, {@code
 * CheXpert-v1.0-small/}) may be below the root, be the root, or be another of the two.
 *
 * <p>{@code train/}, {@code valid/} and {@code test/} in the paths are train, val and test where a
 * list holds more than one of them. A list of one, as the published files are, has no splits.
 */
final class ChexpertFormat implements RowFormat {

  private static final List<String> FINDINGS =
      List.of(
          "No Finding",
          "Enlarged Cardiomediastinum",
          "Cardiomegaly",
          "Lung Opacity",
          "Lung Lesion",
          "Edema",
          "Consolidation",
          "Pneumonia",
          "Atelectasis",
          "Pneumothorax",
          "Pleural Effusion",
          "Pleural Other",
          "Fracture",
          "Support Devices");

  private static final List<String> PREFIXES = List.of("CheXpert-v1.0-small/", "CheXpert-v1.0/");
  private static final Pattern PREFIX = Pattern.compile("CheXpert-v1\\.0[^/]*/");
  private static final Pattern PARTS =
      Pattern.compile("(?:^|/)(?:(train|valid|test)/)?(patient\\d+)/(?:(study\\d+)/)?");

  private final ReadingContext context;
  private final int path;
  private final int frontal;
  private final int projection;
  private final LabelReader labels;
  private final AttributeColumns attributes;
  private final Set<Split> splits = EnumSet.noneOf(Split.class);
  private int lastFound;

  private ChexpertFormat(Columns columns, ReadingContext context) {
    this.context = context;
    this.path = columns.index("Path");
    this.frontal = columns.index("Frontal/Lateral");
    this.projection = columns.index("AP/PA");
    List<String> names = FINDINGS.stream().filter(columns::has).toList();
    this.labels =
        new AnswerColumns(
            names, names, names.stream().map(columns::index).toList(), context.problems());
    this.attributes =
        new AttributeColumns(context.texts())
            .derived("study_id")
            .derived("view")
            .add("sex", columns.index("Sex"), Sexes::normal)
            .add("age", columns.index("Age"), new Ages(context.notes())::years);
  }

  static boolean matches(Columns columns) {
    return columns.has("Path") && FINDINGS.stream().anyMatch(columns::has);
  }

  static Optional<RowFormat> open(Columns columns, ReadingContext context) {
    String[] needed = {"Path", "Edema"};
    return matches(columns) || columns.require(ListFormat.CHEXPERT, context.problems(), needed)
        ? Optional.of(new ChexpertFormat(columns, context))
        : Optional.empty();
  }

  @Override
  public LabelReader labels() {
    return labels;
  }

  @Override
  public void read(long line, CSVRecord values, RowSink sink) {
    String image = Columns.text(values, path);
    Optional<Place> place = place(line, image);
    Matcher parts = PARTS.matcher(image);
    boolean found = parts.find();
    String patient = found ? parts.group(2) : "";
    if (patient.isEmpty() && !image.isEmpty()) {
      context.problems().add(line, "Path", "found '" + image + "', expected .../patient00001/...");
    }
    Split split = split(found ? parts.group(1) : null);
    context.checks().patient(line, patient, split);
    Statement statement = labels.read(line, values);
    String studyId = found && parts.group(3) != null ? patient + "/" + parts.group(3) : "";
    sink.add(
        context.row(
            line,
            image,
            place,
            patient,
            split,
            attributes.read(line, values, studyId, view(values))),
        statement);
  }

  /** The image where the one before it was in relation to its path, or elsewhere. */
  private Optional<Place> place(long line, String image) {
    List<String> candidates = candidates(image);
    List<String> ordered = new ArrayList<>(candidates);
    ordered.add(0, ordered.remove(lastFound));
    Optional<Place> place = context.images().firstOf(line, "Path", image, ordered);
    place.ifPresent(found -> lastFound = Math.max(candidates.indexOf(found.below()), 0));
    return place;
  }

  /** The path as it is, without its first folder, and with the other first folder. */
  private static List<String> candidates(String image) {
    Matcher prefix = PREFIX.matcher(image);
    String rest = prefix.lookingAt() ? image.substring(prefix.end()) : image;
    return List.of(image, rest, PREFIXES.get(0) + rest, PREFIXES.get(1) + rest);
  }

  /** The split of a folder; null where there is none. */
  private Split split(String folder) {
    if (folder == null) {
      return null;
    }
    Split split =
        switch (folder) {
          case "train" -> Split.TRAIN;
          case "valid" -> Split.VAL;
          default -> Split.TEST;
        };
    splits.add(split);
    return split;
  }

  /** {@code AP}, {@code PA}, {@code LL} or {@code RL} where stated, else frontal or lateral. */
  private String view(CSVRecord values) {
    String stated = Columns.text(values, projection);
    return stated.isEmpty() ? Columns.text(values, frontal).toLowerCase(Locale.ROOT) : stated;
  }

  @Override
  public void finish() {
    if (splits.size() > 1) {
      context
          .notes()
          .remark(
              "the folders train, valid and test in the paths are the splits train, val and test");
    } else if (splits.size() == 1) {
      context
          .notes()
          .remark(
              "all images are in one of the folders train, valid and test: no split is taken from"
                  + " the paths");
    }
  }

  @Override
  public boolean keepsSplits() {
    return splits.size() > 1;
  }
}
