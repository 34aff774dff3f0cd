package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.truncus.net.ExecutionOptions;

/** Precision of convolutions and products; weights are always float32. */
public enum Precision {
  /** float32. */
  FP32("fp32"),

  /** bfloat16 where oneDNN finds it safe; faster where the CPU has it. */
  BF16("bf16");

  private final String text;

  Precision(String text) {
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
  public static Precision named(String text) {
    return Choices.named("--precision", text, values(), Precision::text);
  }

  /** The same for sessions. */
  public ExecutionOptions.Precision execution() {
    return ExecutionOptions.Precision.valueOf(name());
  }
}
