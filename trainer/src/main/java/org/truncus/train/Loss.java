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
  BALANCED("balanced"),

  /**
   * Positives of a label, or a class, weigh as many times as the most frequent one is more frequent
   * in the train split: what the authors of truncated transfer learning trained CheXpert with. For
   * classes that is inverse frequency again, as only the ratios of their weights matter.
   */
  MAX_COUNT("max-count"),

  /** Easy examples weigh less: times (1 − p)^gamma, p the probability given to the truth. */
  FOCAL("focal");

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
