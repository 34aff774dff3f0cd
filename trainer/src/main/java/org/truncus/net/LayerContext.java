package org.truncus.net;

import java.util.List;
import org.tensorflow.op.Ops;
import org.truncus.weights.WeightSpec;

/**
 * What a layer needs to add its operations to a graph.
 *
 * @param tf scoped to the layer's name
 * @param weights where the values come from
 * @param specs the layer's own weights in their order
 * @param mode training or inference
 * @param momentum share of an old moving average that a training step keeps
 */
public record LayerContext(
    Ops tf, Weights weights, List<WeightSpec> specs, Mode mode, float momentum) {}
