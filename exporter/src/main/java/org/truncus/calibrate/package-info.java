/**
 * Turns scores into probabilities and probabilities into decisions: correction of priors,
 * calibrators and operating points, fitted on the validation split and recorded with the numbers
 * that chose them.
 *
 * <p>Works on {@link org.truncus.list.PredictionList}s. No files, no TensorFlow; the graph that
 * applies a calibration is built in {@code org.truncus.model}.
 */
package org.truncus.calibrate;
