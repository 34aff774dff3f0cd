package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How far a run has come. */
public enum RunStatus {
  /** At work, or broken off without a chance to say so. */
  RUNNING("running"),

  /** Trained to its end, with predictions and metrics. */
  COMPLETED("completed"),

  /** Stopped on request with a checkpoint; can be resumed. */
  STOPPED("stopped"),

  /** Ended by an error; see the message. */
  FAILED("failed");

  private final String text;

  RunStatus(String text) {
    this.text = text;
  }

  /** The name in options and documents. */
  @JsonValue
  public String text() {
    return text;
  }

  /**
   * The constant of a name.
   *
   * @throws org.truncus.problem.UsageException for an unknown name, listing the known ones
   */
  @JsonCreator
  public static RunStatus named(String text) {
    return Choices.named("status", text, values(), RunStatus::text);
  }
}
