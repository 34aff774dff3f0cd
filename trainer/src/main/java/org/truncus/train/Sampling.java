package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which training images an epoch shows. */
public enum Sampling {
  /** Each once, in random order. */
  SHUFFLE("shuffle"),

  /** As many, drawn so that the classes are equally frequent: {@link BalancedSampling}. */
  BALANCED("balanced");

  private final String text;

  Sampling(String text) {
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
  public static Sampling named(String text) {
    return Choices.named("--sampling", text, values(), Sampling::text);
  }
}
