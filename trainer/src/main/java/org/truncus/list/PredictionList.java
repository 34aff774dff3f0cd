package org.truncus.list;

import java.nio.file.Path;
import java.util.List;

/**
 * Predictions in the order of the list they were made for; as a file: {@code
 * image,patient_id,<label>.target,<label>.logit,<label>.probability}, UTF-8, RFC 4180, nine
 * significant digits so that float32 survives, a masked target blank.
 *
 * @param labels findings, or classes, in the order of the arrays
 * @param rows one per image
 */
public record PredictionList(List<String> labels, List<Prediction> rows) {

  /** Keeps unmodifiable lists. */
  public PredictionList {
    labels = List.copyOf(labels);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a file of predictions, also those of others: columns in any order, {@code patient_id} may
   * be missing (each image is then a patient of its own), {@code <label>.logit} too (then taken
   * from the probability).
   *
   * @throws InvalidListException with all that is wrong with the file
   */
  public static PredictionList read(Path csv) {
    return new PredictionReader(csv).read();
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws org.truncus.problem.EnvironmentException where it can't be written
   */
  public void write(Path csv) {
    PredictionWriter.write(this, csv);
  }
}
