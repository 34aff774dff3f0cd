package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Channels of the images fed to the network. */
public enum Channels {
  /** 1 where every image of the list is grey, otherwise 3. */
  AUTO("auto"),

  /** Grey; colour images are reduced to their luma. */
  GREY("1"),

  /** Colour; grey images are replicated. */
  RGB("3");

  private final String text;

  Channels(String text) {
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
  public static Channels named(String text) {
    return Choices.named("--channels", text, values(), Channels::text);
  }
}
