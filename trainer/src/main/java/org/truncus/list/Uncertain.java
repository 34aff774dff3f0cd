package org.truncus.list;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.truncus.problem.UsageException;

/** What an uncertain label ({@code -1}) counts as (Irvin et al. 2019, section 3). */
public enum Uncertain {
  /** Positive (U-Ones). */
  @JsonProperty("ones")
  ONES(1f),
  /** Negative (U-Zeros). */
  @JsonProperty("zeros")
  ZEROS(0f),
  /** Masked out of loss and metrics (U-Ignore). */
  @JsonProperty("ignore")
  IGNORE(Float.NaN);

  private final float target;

  Uncertain(float target) {
    this.target = target;
  }

  /** The target that stands for an uncertain label: 1, 0, or NaN for masked. */
  public float target() {
    return target;
  }

  /** The text on the command line and in YAML: {@code ones}, {@code zeros}, {@code ignore}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The policy of that text.
   *
   * @throws UsageException where it is none of {@code ones|zeros|ignore}
   */
  public static Uncertain parse(String text) {
    for (Uncertain policy : values()) {
      if (policy.text().equals(text)) {
        return policy;
      }
    }
    throw new UsageException(
        "uncertain labels: found '" + text + "', expected ones, zeros or ignore");
  }
}
