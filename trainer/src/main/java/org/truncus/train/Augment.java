package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How training images are varied; validation and test images never are. */
public enum Augment {
  /** As they are. */
  NONE("none"),

  /** Random crops of 8 to 100 % of the area, resized: {@link PaperAugmentation}. */
  PAPER("paper"),

  /** Slight crop, rotation, brightness and contrast: {@link MedicalAugmentation}. */
  MEDICAL("medical");

  private final String text;

  Augment(String text) {
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
  public static Augment named(String text) {
    return Choices.named("--augment", text, values(), Augment::text);
  }
}
