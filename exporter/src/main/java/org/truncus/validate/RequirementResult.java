package org.truncus.validate;

/**
 * How a requirement turned out.
 *
 * @param text as the user wrote it
 * @param why the hospital's reason for it; may be empty
 * @param value what was measured; the worst label's where it is for every label; NaN where it can't
 *     be computed
 * @param outcome {@link Verdict#PASS}, {@link Verdict#FAIL} or {@link Verdict#INSUFFICIENT}
 * @param note which label decided, or why there is no value; empty otherwise
 */
public record RequirementResult(
    String text, String why, double value, Verdict outcome, String note) {

  /** Whether it holds. */
  public boolean met() {
    return outcome == Verdict.PASS;
  }
}
