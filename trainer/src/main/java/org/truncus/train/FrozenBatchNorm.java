package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What batch normalisation does in layers whose weights are frozen; gamma and beta never move. */
public enum FrozenBatchNorm {
  /** It uses its moving averages and leaves them as they were imported, as Keras does. */
  INFERENCE("inference"),

  /**
   * It uses the statistics of the batch and moves its averages, as the published PyTorch code does,
   * which freezes parameters only.
   */
  UPDATE("update");

  private final String text;

  FrozenBatchNorm(String text) {
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
  public static FrozenBatchNorm named(String text) {
    return Choices.named("--frozen-bn", text, values(), FrozenBatchNorm::text);
  }
}
