package org.truncus.list;

import java.util.List;

/**
 * What reading a list decided, left out and found odd. Goes into JSON as it is.
 *
 * @param format the form it was read as
 * @param policy what uncertain and blank labels counted as, resolved
 * @param leftOut rows that the form's rules leave out, by reason; no errors
 * @param withoutPatient rows that state no patient, so that each counts as a patient of its own
 * @param remarks one sentence each: implausible ages, images that count as patients, splits that
 *     were or weren't taken from the list
 */
public record ReadingNotes(
    ListFormat format,
    LabelPolicy policy,
    List<LeftOut> leftOut,
    long withoutPatient,
    List<String> remarks) {

  /**
   * Rows that were left out.
   *
   * @param reason such as {@code modality is 'CT', expected X-ray}
   * @param rows how many
   */
  public record LeftOut(String reason, long rows) {}

  /** Keeps unmodifiable lists. */
  public ReadingNotes {
    leftOut = List.copyOf(leftOut);
    remarks = List.copyOf(remarks);
  }

  /** Of a list in the own form that nothing is to be said about. */
  public static ReadingNotes none() {
    return new ReadingNotes(
        ListFormat.OWN, LabelPolicy.standard().withBlank(Blank.IGNORE), List.of(), 0, List.of());
  }
}
