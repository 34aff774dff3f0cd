package org.truncus.validate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.truncus.model.ModelPackage;

/**
 * Everything a validation found.
 *
 * @param createdAt when it ended
 * @param model what was tried
 * @param list what it was tried on
 * @param flow what became of its rows
 * @param overlap whether they share patients or images with the training
 * @param options how
 * @param labels results on all rows, by label
 * @param subgroups results by column, value and label
 * @param rivals what else was tried on the same rows
 * @param failures rows that could not be scored
 * @param requirements how each turned out, in their order
 * @param verdict what they come to
 * @param warnings what a reader must know
 * @param throughput how fast it went
 * @param repeatability what a second run gave
 * @param golden golden vectors of the package that came out as recorded: all of them, or it
 *     wouldn't have been loaded
 * @param environment versions
 */
public record ValidationReport(
    Instant createdAt,
    ModelPackage model,
    TestedList list,
    Flow flow,
    TrainingOverlap overlap,
    ValidationOptions options,
    Map<String, LabelResult> labels,
    Map<String, Map<String, Map<String, LabelResult>>> subgroups,
    List<RivalResult> rivals,
    List<Failure> failures,
    List<RequirementResult> requirements,
    Verdict verdict,
    List<String> warnings,
    Throughput throughput,
    Repeatability repeatability,
    int golden,
    Map<String, String> environment) {

  /**
   * The list.
   *
   * @param name of its file
   * @param sha256 of its bytes
   * @param split {@code train}, {@code val}, {@code test} or {@code all}
   * @param listed rows of the whole list
   * @param rows of the split
   * @param patients of these rows
   * @param scored rows that could be scored
   * @param positives scored rows by label
   * @param seenInTraining rows that trained or calibrated the model
   * @param overlap what is known about rows shared with the training
   */
  public record TestedList(
      String name,
      String sha256,
      String split,
      int listed,
      int rows,
      long patients,
      int scored,
      Map<String, Long> positives,
      int seenInTraining,
      String overlap) {}

  /** Share of the rows that could not be scored. */
  public double failureRate() {
    return (double) failures.size() / list.rows();
  }
}
