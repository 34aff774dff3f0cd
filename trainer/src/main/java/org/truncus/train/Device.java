package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.truncus.net.ExecutionOptions;

/** What computes. */
public enum Device {
  /** A GPU where TensorFlow sees one, else the CPU. */
  AUTO("auto"),

  /** The CPU, even where there is a GPU. */
  CPU("cpu"),

  /** A GPU; it is an error where there is none. */
  GPU("gpu");

  private final String text;

  Device(String text) {
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
  public static Device named(String text) {
    return Choices.named("--device", text, values(), Device::text);
  }

  ExecutionOptions.Device execution() {
    return ExecutionOptions.Device.valueOf(name());
  }
}
