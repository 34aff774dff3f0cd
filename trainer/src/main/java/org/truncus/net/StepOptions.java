package org.truncus.net;

import java.util.function.ToDoubleFunction;

/**
 * How an optimiser applies gradients.
 *
 * @param rateFactor from the name of a weight to what its learning rate is multiplied by, above 0
 * @param clipNorm gradients are scaled down together where their global norm is above this; {@link
 *     Double#POSITIVE_INFINITY} for as they are
 */
public record StepOptions(ToDoubleFunction<String> rateFactor, double clipNorm) {

  /** One rate for all, nothing clipped. */
  public static StepOptions standard() {
    return new StepOptions(weight -> 1, Double.POSITIVE_INFINITY);
  }

  /** The same with other rates. */
  public StepOptions withRateFactor(ToDoubleFunction<String> factor) {
    return new StepOptions(factor, clipNorm);
  }

  /** The same with another limit. */
  public StepOptions withClipNorm(double norm) {
    return new StepOptions(rateFactor, norm);
  }
}
