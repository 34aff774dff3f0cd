package org.truncus.validate;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What came of one row of a list: scores and how the image was, or why there are none.
 *
 * @param row its number among the chosen rows, from 0
 * @param logits {@code [L]}; null where it failed
 * @param probabilities {@code [L]}; null where it failed
 * @param seconds to read and score it; NaN where it failed
 * @param input how the image was; null where it failed
 * @param code of the failure; null where it was scored
 * @param message of the failure; null where it was scored
 * @param elapsed seconds of work until then, over all sittings
 */
@SuppressWarnings("ArrayRecordComponent") // written and read, never compared
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScoredRow(
    int row,
    float[] logits,
    float[] probabilities,
    double seconds,
    InputStatistics input,
    String code,
    String message,
    double elapsed) {

  boolean failed() {
    return code != null;
  }
}
