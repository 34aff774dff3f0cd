package org.truncus.list;

import java.nio.file.Path;
import java.util.Map;

/**
 * One image of a list. Where the image is stands as a folder that all rows share and a path below
 * it: a list of 300 000 rows would otherwise hold as many long paths.
 *
 * @param line line of the list where the row begins, counted from 1 (the header)
 * @param image path or name as written in the list
 * @param base folder that {@code below} starts from
 * @param below path of the image below {@code base}
 * @param patientId whose image it is
 * @param split where it belongs; null where the list has no splits
 * @param attributes the other columns ({@code view}, {@code sex}, {@code age}, {@code site}, {@code
 *     study_id}, …), without blank ones; as written in the own form, harmonised for all others
 * @param targets {@code [L]} in the order of the list's labels: 1, 0, or NaN where masked; not to
 *     be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity; copies would cost per row
public record ListRow(
    long line,
    String image,
    Path base,
    String below,
    String patientId,
    Split split,
    Map<String, String> attributes,
    float[] targets) {

  /** A row whose image is {@code file}. */
  public ListRow(
      long line,
      String image,
      Path file,
      String patientId,
      Split split,
      Map<String, String> attributes,
      float[] targets) {
    this(line, image, file, "", patientId, split, attributes, targets);
  }

  /** Where the image is. */
  public Path file() {
    return base.resolve(below);
  }

  /** The same row in another split. */
  public ListRow withSplit(Split other) {
    return new ListRow(line, image, base, below, patientId, other, attributes, targets);
  }

  /** The same row with other targets. */
  ListRow withTargets(float[] other) {
    return new ListRow(line, image, base, below, patientId, split, attributes, other);
  }
}
