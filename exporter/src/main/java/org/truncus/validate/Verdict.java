package org.truncus.validate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;

/** What a requirement, or all of them, come to. */
public enum Verdict {
  /** Met. */
  @JsonProperty("pass")
  PASS,
  /** Not met. */
  @JsonProperty("fail")
  FAIL,
  /** Can't be told: there are too few rows, or the number can't be computed. */
  @JsonProperty("insufficient")
  INSUFFICIENT,
  /** There were no requirements. */
  @JsonProperty("none")
  NONE;

  /** The worst of several. */
  static Verdict of(Collection<RequirementResult> results) {
    if (results.isEmpty()) {
      return NONE;
    }
    if (results.stream().anyMatch(result -> result.outcome() == FAIL)) {
      return FAIL;
    }
    return results.stream().anyMatch(result -> result.outcome() == INSUFFICIENT)
        ? INSUFFICIENT
        : PASS;
  }
}
