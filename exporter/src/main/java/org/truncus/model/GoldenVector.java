package org.truncus.model;

/**
 * An image in a package with the scores that its graph gave it in fp32 when it was written.
 *
 * @param file name below {@code assets.extra/golden/}
 * @param height rows of the decoded image
 * @param width columns of the decoded image
 * @param mean of its samples as the pixel policy decodes them, in [0,1]
 * @param logits {@code [L]}
 * @param probabilities {@code [L]}, calibrated
 */
@SuppressWarnings("ArrayRecordComponent") // read from a file, never compared as a whole
public record GoldenVector(
    String file, int height, int width, double mean, float[] logits, float[] probabilities) {}
