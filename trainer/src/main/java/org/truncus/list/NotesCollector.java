package org.truncus.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what is to be said about a list beside its errors. */
final class NotesCollector {

  private static final String NO_PATIENT =
      "no patient is stated; the image counts as a patient of its own, so images of one patient can"
          + " stand in different splits and intervals come out too narrow";

  /** One kind of remark on rows: how many, and the first. */
  private static final class Counted {
    private final long line;
    private final String example;
    private long rows;

    Counted(long line, String example) {
      this.line = line;
      this.example = example;
    }
  }

  private final Map<String, Long> leftOut = new LinkedHashMap<>();
  private final Map<String, Counted> counted = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();

  /** A row that the rules of the form leave out. */
  void leaveOut(String reason) {
    leftOut.merge(reason, 1L, Long::sum);
  }

  /** Rows left out so far. */
  long leftOut() {
    return leftOut.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Something odd in a row, told once for all rows with the number and the first example. */
  void count(String what, long line, String example) {
    counted.computeIfAbsent(what, key -> new Counted(line, example)).rows++;
  }

  /** A row that states no patient. */
  void withoutPatient(long line) {
    count(NO_PATIENT, line, "");
  }

  /** A sentence on the list as a whole. */
  void remark(String sentence) {
    remarks.add(sentence);
  }

  ReadingNotes notes(ListFormat format, LabelPolicy policy) {
    List<String> all = new ArrayList<>(remarks);
    counted.forEach(
        (what, odd) ->
            all.add(
                odd.rows
                    + (odd.rows == 1 ? " row: " : " rows: ")
                    + what
                    + " (line "
                    + odd.line
                    + (odd.example.isEmpty() ? "" : ": '" + odd.example + "'")
                    + ")"));
    return new ReadingNotes(
        format,
        policy,
        leftOut.entrySet().stream()
            .map(e -> new ReadingNotes.LeftOut(e.getKey(), e.getValue()))
            .toList(),
        counted.containsKey(NO_PATIENT) ? counted.get(NO_PATIENT).rows : 0,
        all);
  }
}
