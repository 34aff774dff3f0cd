package org.truncus.validate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the requirements come to. */
public enum Verdict {
  /** Every requirement is met. */
  @JsonProperty("pass")
  PASS,
  /** At least one requirement isn't met. */
  @JsonProperty("fail")
  FAIL,
  /** There were no requirements. */
  @JsonProperty("none")
  NONE
}
