package org.truncus.calibrate;

/**
 * Moves probabilities from one prevalence to another where the finding looks the same but is rarer
 * or more frequent: the odds are multiplied by the ratio of the prior odds, of a class of a softmax
 * its share by the ratio of the priors (Saerens, Latinne and Decaestecker 2002, equation 2). Comes
 * after the calibrator.
 *
 * @param from prevalence that the probabilities are for, in (0,1)
 * @param to prevalence where the model will be used, in (0,1)
 * @param logit what is added to the calibrated logit
 */
public record PrevalenceShift(double from, double to, double logit) {

  /** Checks the ranges. */
  public PrevalenceShift {
    if (!(from > 0 && from < 1 && to > 0 && to < 1) || !Double.isFinite(logit)) {
      throw new IllegalArgumentException("prevalences must be in (0,1): " + from + ", " + to);
    }
  }

  /** Of a label of its own. */
  public static PrevalenceShift ofLabel(double from, double to) {
    return new PrevalenceShift(from, to, Logits.logit(to) - Logits.logit(from));
  }

  /** Of a class of a softmax. */
  public static PrevalenceShift ofClass(double from, double to) {
    return new PrevalenceShift(from, to, Math.log(to) - Math.log(from));
  }
}
