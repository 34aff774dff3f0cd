package org.truncus.list;

import java.nio.file.Path;
import java.util.Map;

/**
 * One image of a list.
 *
 * @param line line of the list where the row begins, counted from 1 (the header)
 * @param image path as written in the list
 * @param file where the image is
 * @param patientId whose image it is
 * @param split where it belongs; null where the list has no splits
 * @param attributes the other columns as written ({@code view}, {@code sex}, {@code age}, {@code
 *     site}, {@code study_id}, …), without blank ones
 * @param targets {@code [L]} in the order of the list's labels: 1, 0, or NaN where masked; not to
 *     be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity; copies would cost per row
public record ListRow(
    long line,
    String image,
    Path file,
    String patientId,
    Split split,
    Map<String, String> attributes,
    float[] targets) {

  /** The same row in another split. */
  public ListRow withSplit(Split other) {
    return new ListRow(line, image, file, patientId, other, attributes, targets);
  }

  /** The same row with other targets. */
  ListRow withTargets(float[] other) {
    return new ListRow(line, image, file, patientId, split, attributes, other);
  }
}
