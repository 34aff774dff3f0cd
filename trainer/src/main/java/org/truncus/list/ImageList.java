package org.truncus.list;

import java.nio.file.Path;
import java.util.List;

/**
 * A checked list of images.
 *
 * @param path the file it was read from
 * @param sha256 of that file's bytes, lower-case hexadecimal
 * @param task what the labels mean
 * @param labels findings, or classes, in the order of the targets
 * @param rows in the order of the file; never empty
 * @param notes what reading it decided and found odd
 */
public record ImageList(
    Path path,
    String sha256,
    Task task,
    List<String> labels,
    List<ListRow> rows,
    ReadingNotes notes) {

  /** Keeps unmodifiable lists. */
  public ImageList {
    labels = List.copyOf(labels);
    rows = List.copyOf(rows);
  }

  /** A list about which there is nothing to note. */
  public ImageList(Path path, String sha256, Task task, List<String> labels, List<ListRow> rows) {
    this(path, sha256, task, labels, rows, ReadingNotes.none());
  }

  /**
   * Whether every row belongs to a split. A list of the own form has splits for all of its rows or
   * for none; NIH's may say which rows are for testing and leave the others to {@link
   * PatientSplit}.
   */
  public boolean hasSplits() {
    return rows.stream().allMatch(row -> row.split() != null);
  }

  /** The rows of one split, in the order of the file; {@code null} for those without one. */
  public List<ListRow> rows(Split split) {
    return rows.stream().filter(row -> row.split() == split).toList();
  }

  /** The same list with other rows. */
  public ImageList withRows(List<ListRow> other) {
    return new ImageList(path, sha256, task, labels, other, notes);
  }
}
