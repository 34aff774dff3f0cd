/**
 * Scoring: which of a study's images a model may see, what it says of them, and the result for the
 * study. The only package of the gateway that touches TensorFlow, and only through {@code
 * PackageScorer}.
 *
 * <p>The report's form lives in {@code report}, the queue in {@code work}.
 */
package org.truncus.gateway.infer;
