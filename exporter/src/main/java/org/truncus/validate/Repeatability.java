package org.truncus.validate;

/**
 * What a second run over some of the images gave.
 *
 * @param images that were read and scored again
 * @param largest difference of a probability between the runs; 0 is bit for bit, NaN without images
 */
public record Repeatability(int images, double largest) {}
