package org.truncus.list;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;

/**
 * What is in a list. Goes into JSON as it is.
 *
 * @param list the file
 * @param sha256 of the file
 * @param task what the labels mean
 * @param parts the splits in the order train, val, test; one part {@code all} where there are none
 * @param bytes size of all images
 * @param duplicates images of equal content
 */
public record ListSummary(
    String list,
    String sha256,
    Task task,
    List<Part> parts,
    long bytes,
    List<Duplicate> duplicates) {

  /**
   * One split.
   *
   * @param split {@code train|val|test}, or {@code all} for a list without splits
   * @param rows images
   * @param patients distinct ones
   * @param labels counts by label, in the order of the labels
   */
  public record Part(
      String split,
      long rows,
      long patients,
      @JsonProperty("labels") Map<String, LabelCounts> labels) {

    static Part of(String name, List<String> labels, List<ListRow> rows) {
      return new Part(
          name,
          rows.size(),
          rows.stream().map(ListRow::patientId).distinct().count(),
          LabelCounts.of(labels, rows));
    }
  }

  /** Counts rows, patients and labels by split; cheap, no file is touched. */
  public static List<Part> parts(ImageList list) {
    if (!list.hasSplits()) {
      return List.of(Part.of("all", list.labels(), list.rows()));
    }
    List<Part> parts = new ArrayList<>();
    for (Split split : Split.values()) {
      parts.add(Part.of(split.text(), list.labels(), list.rows(split)));
    }
    return parts;
  }

  /**
   * Summarises a list; reads those of its images that have the size of another.
   *
   * @throws InvalidInputException where an image can't be read
   */
  public static ListSummary of(ImageList list, Progress progress) {
    long[] sizes = list.rows().stream().mapToLong(ListSummary::size).toArray();
    return new ListSummary(
        list.path().toString(),
        list.sha256(),
        list.task(),
        parts(list),
        Arrays.stream(sizes).sum(),
        ContentDuplicates.find(list.rows(), sizes, progress));
  }

  /** A table for people, lines ending in a line feed. */
  public String table() {
    return ListSummaryTable.text(this);
  }

  private static long size(ListRow row) {
    try {
      return Files.size(row.file());
    } catch (IOException e) {
      throw new InvalidInputException(row.file() + ": can't be read: " + e.getMessage(), e);
    }
  }
}
