package org.truncus.list;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.truncus.problem.UsageException;

/** What a label counts as that a list doesn't mention. */
public enum Blank {
  /** Masked out of loss and metrics: nobody looked, or nobody wrote it down. */
  @JsonProperty("ignore")
  IGNORE(Float.NaN),
  /** Negative: what isn't mentioned isn't there (the usual reading of CheXpert's reports). */
  @JsonProperty("negative")
  NEGATIVE(0f);

  private final float target;

  Blank(float target) {
    this.target = target;
  }

  /** The target that stands for it: 0, or NaN for masked. */
  public float target() {
    return target;
  }

  /** The text on the command line and in YAML: {@code ignore}, {@code negative}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The policy of that text.
   *
   * @throws UsageException where it is neither {@code ignore} nor {@code negative}
   */
  public static Blank parse(String text) {
    for (Blank policy : values()) {
      if (policy.text().equals(text.strip())) {
        return policy;
      }
    }
    throw new UsageException("--blank: found '" + text + "', expected ignore or negative");
  }
}
