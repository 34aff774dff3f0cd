package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.truncus.metric.MacroMetrics;

/** What decides on the validation split which epoch is the best. */
public enum Selection {
  /** The lowest loss. */
  LOSS("loss"),

  /** The highest AUROC, as mean over the labels. */
  AUROC("auroc"),

  /** The highest average precision, as mean over the labels. */
  AUPRC("auprc");

  private final String text;

  Selection(String text) {
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
  public static Selection named(String text) {
    return Choices.named("--select", text, values(), Selection::text);
  }

  /** The value of this metric among those of a validation. */
  double of(double loss, MacroMetrics macro) {
    return switch (this) {
      case LOSS -> loss;
      case AUROC -> macro.auroc();
      case AUPRC -> macro.auprc();
    };
  }

  /** Whether a value is better than the best so far; an undefined one never is. */
  boolean better(double value, double best) {
    return this == LOSS ? value < best : value > best;
  }
}
