package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What changes the weights. */
public enum OptimizerKind {
  /** Adam without weight decay. */
  ADAM("adam"),

  /** Adam with decoupled weight decay. */
  ADAMW("adamw"),

  /** Stochastic gradient descent with momentum. */
  SGD("sgd");

  private final String text;

  OptimizerKind(String text) {
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
  public static OptimizerKind named(String text) {
    return Choices.named("--optimizer", text, values(), OptimizerKind::text);
  }
}
