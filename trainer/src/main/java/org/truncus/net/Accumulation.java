package org.truncus.net;

import org.tensorflow.op.Op;

/**
 * The targets of a training step whose batch is fed in parts, each in a run of its own.
 *
 * @param first begins the sums of the gradients with those of the first part
 * @param further adds those of another part
 * @param apply changes the weights by the sums; needs no images, only the learning rate
 */
public record Accumulation(Op first, Op further, Op apply) {}
