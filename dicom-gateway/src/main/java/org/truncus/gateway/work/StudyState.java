package org.truncus.gateway.work;

import java.util.Locale;
import java.util.Optional;
import org.truncus.problem.UsageException;

/** How far a study has come, over all models. */
public enum StudyState {
  /** Instances arrive; the quiet time isn't over. */
  RECEIVING,
  /** Complete; waits for a model. */
  QUEUED,
  /** A model works on it. */
  RUNNING,
  /** There is a report; not every destination has it yet, or there is none. */
  REPORTED,
  /** Every destination has every report. */
  DELIVERED,
  /** No model could be asked: nothing eligible. The runs say why. */
  SKIPPED,
  /** A run or a delivery is parked and waits for a person. */
  FAILED;

  /** As the HTTP interface writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a state; empty text means any.
   *
   * @throws UsageException where there is no such state
   */
  public static Optional<StudyState> parse(String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    for (StudyState state : values()) {
      if (state.text().equals(text.toLowerCase(Locale.ROOT))) {
        return Optional.of(state);
      }
    }
    throw new UsageException(
        "there is no such study state; expected one of receiving, queued, running, reported,"
            + " delivered, skipped, failed");
  }
}
