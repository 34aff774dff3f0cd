package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.truncus.problem.UsageException;

/** How the learning rate goes on after the warm-up. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PlateauSchedule.class, name = PlateauSchedule.NAME),
  @JsonSubTypes.Type(value = CosineSchedule.class, name = CosineSchedule.NAME),
  @JsonSubTypes.Type(value = ConstantSchedule.class, name = ConstantSchedule.NAME)
})
public sealed interface Schedule permits PlateauSchedule, CosineSchedule, ConstantSchedule {

  /** The name in options and documents. */
  String text();

  /** The least rate there is a use for; 0 without. */
  double minLr();

  /**
   * The rate of a step.
   *
   * @param lr the rate that training began with
   * @param plateau what the epochs so far have brought
   * @param done the share of the steps after the warm-up that are done, at least 0, below 1
   */
  double rate(double lr, Plateau plateau, double done);

  /** The state after an epoch that ended with this validation loss. */
  default Plateau after(Plateau plateau, double loss) {
    return plateau;
  }

  /** Whether training ends because the rate has become too small to matter. */
  default boolean exhausted(Plateau plateau) {
    return false;
  }

  /** The same schedule with another least rate. */
  default Schedule withMinLr(double value) {
    throw new UsageException("--min-lr goes with --schedule plateau or cosine, not " + text());
  }

  /** The same schedule with another patience. */
  default Schedule withPatience(int value) {
    throw new UsageException("--patience goes with --schedule plateau, not " + text());
  }

  /** The same schedule with another factor. */
  default Schedule withFactor(double value) {
    throw new UsageException("--factor goes with --schedule plateau, not " + text());
  }

  /**
   * The schedule of a name, with its defaults.
   *
   * @throws UsageException for an unknown name, listing the known ones
   */
  static Schedule named(String text) {
    Schedule[] all = {
      PlateauSchedule.standard(), CosineSchedule.standard(), new ConstantSchedule()
    };
    return Choices.named("--schedule", text, all, Schedule::text);
  }
}
