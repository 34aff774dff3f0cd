package org.truncus.calibrate;

/**
 * How well probabilities fit what happened, each lower the better.
 *
 * @param ece expected calibration error in [0,1], 15 equal-mass bins
 * @param brier mean squared difference of probability and target, in [0,1]
 * @param nll mean negative log-likelihood in nats
 */
public record CalibrationQuality(double ece, double brier, double nll) {}
