package org.truncus.list;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param format the form it was read as
 * @param policy what uncertain and blank labels counted as
 * @param parts the splits in the order train, val, test; one part {@code all} where there are none.
 *     Rows that a partly split list leaves open are the part {@code train+val}
 * @param fraction the counts of a share of the patients; null unless asked for
 * @param leftOut rows that the rules of the form leave out, by reason
 * @param notes one sentence each
 * @param bytes size of all images
 * @param duplicates images of equal content
 */
public record ListSummary(
    String list,
    String sha256,
    Task task,
    ListFormat format,
    LabelPolicy policy,
    List<Part> parts,
    @JsonInclude(JsonInclude.Include.NON_NULL) Fraction fraction,
    List<ReadingNotes.LeftOut> leftOut,
    List<String> notes,
    long bytes,
    List<Duplicate> duplicates) {

  /**
   * What a share of the patients leaves.
   *
   * @param share in (0,1]
   * @param seed that chose them
   * @param parts the splits
   */
  public record Fraction(double share, long seed, List<Part> parts) {

    /** The counts of what {@link PatientFraction#sample} leaves of a list with splits. */
    public static Fraction of(ImageList list, double share, long seed) {
      return new Fraction(
          share, seed, ListSummary.parts(PatientFraction.sample(list, share, seed)));
    }
  }

  /**
   * One split.
   *
   * @param split {@code train|val|test}, {@code all} for a list without splits, {@code train+val}
   *     for what a partly split list leaves open
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
    List<ListRow> open = list.rows(null);
    if (open.size() == list.rows().size()) {
      return List.of(Part.of("all", list.labels(), open));
    } else if (!open.isEmpty()) {
      return List.of(
          Part.of("train+val", list.labels(), open),
          Part.of(Split.TEST.text(), list.labels(), list.rows(Split.TEST)));
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
    long[] sizes = list.rows().parallelStream().mapToLong(ListSummary::size).toArray();
    return new ListSummary(
        list.path().toString(),
        list.sha256(),
        list.task(),
        list.notes().format(),
        list.notes().policy(),
        parts(list),
        null,
        list.notes().leftOut(),
        list.notes().remarks(),
        Arrays.stream(sizes).sum(),
        ContentDuplicates.find(list.rows(), sizes, progress));
  }

  /** The same with the counts of a share of the patients. */
  public ListSummary withFraction(Fraction other) {
    return new ListSummary(
        list, sha256, task, format, policy, parts, other, leftOut, notes, bytes, duplicates);
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
