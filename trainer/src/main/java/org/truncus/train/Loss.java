package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What training minimises; the cross-entropy is binary per label (multi-label) or softmax
 * (multi-class).
 */
public enum Loss {
  /** Every example counts the same. */
  CROSSENTROPY("crossentropy"),

  /**
   * Positives weigh negatives/positives of the train split (multi-label); classes weigh by inverse
   * frequency, mean 1 over the train rows (multi-class; inverse frequency).
   */
  BALANCED("balanced");

  private final String text;

  Loss(String text) {
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
  public static Loss named(String text) {
    return Choices.named("--loss", text, values(), Loss::text);
  }
}
