/**
 * The acceptance test for hospital IT: a model package against a list of images with known
 * findings, judged by stated requirements, reported as HTML, JSON and CSV.
 *
 * <p>Metrics come from {@code org.truncus.metric}, plots from {@code org.truncus.plot}, scores from
 * {@code org.truncus.model}. No TensorFlow types, no training, no thresholds of its own.
 */
package org.truncus.validate;
