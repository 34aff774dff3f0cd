package org.truncus.train;

/**
 * What a training step found.
 *
 * @param lossSum weighted sum of the losses of its images, before the step
 * @param clipped whether its gradients were clipped
 */
record StepResult(double lossSum, boolean clipped) {}
