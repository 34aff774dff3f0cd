package org.truncus.list;

import java.nio.file.Path;
import java.util.List;

/**
 * Scores of anybody's network beside what is known of the images, in double precision.
 *
 * <p>As a file, columns in any order: for each label {@code <label>.target} (1, 0, or blank where
 * not known) and at least one of {@code <label>.probability} in [0,1], {@code <label>.logit} and
 * {@code <label>.score}; where there are any, the image's path and {@code patient_id}; other
 * columns are not looked at. The files that Truncus writes ({@link PredictionList}) are of this
 * form.
 *
 * @param file where it was read from
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param images one per row; empty where the file has no such column
 * @param patients one per row; each row its own where the file has no such column
 * @param patientsKnown whether it has
 * @param labels in the order of their targets in the file
 * @param unused labels that have scores but no target
 */
public record ScoreTable(
    Path file,
    String sha256,
    List<String> images,
    List<String> patients,
    boolean patientsKnown,
    List<LabelScores> labels,
    List<String> unused) {

  /** Keeps unmodifiable copies. */
  public ScoreTable {
    images = List.copyOf(images);
    patients = List.copyOf(patients);
    labels = List.copyOf(labels);
    unused = List.copyOf(unused);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidListException with all that is wrong with the file
   */
  public static ScoreTable read(Path csv) {
    return new ScoreReader(csv).read();
  }

  /** How many rows. */
  public int rows() {
    return patients.size();
  }
}
