package org.truncus.model;

import java.util.Objects;

/**
 * What a model says of one image, in label order.
 *
 * @param logits {@code [L]}, before calibration
 * @param probabilities {@code [L]} in [0,1], calibrated
 */
@SuppressWarnings("ArrayRecordComponent") // filled from native memory, handed on, never compared
public record Scores(float[] logits, float[] probabilities) {

  /** Checks that both have one value a label. */
  public Scores {
    Objects.requireNonNull(logits, "logits");
    Objects.requireNonNull(probabilities, "probabilities");
    if (logits.length != probabilities.length) {
      throw new IllegalArgumentException(
          logits.length + " logits but " + probabilities.length + " probabilities");
    }
  }
}
