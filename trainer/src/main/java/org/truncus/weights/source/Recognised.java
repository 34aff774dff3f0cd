package org.truncus.weights.source;

import java.util.Map;
import org.truncus.weights.WeightSource;

/**
 * A file whose network is known.
 *
 * @param source what the network is
 * @param tensors by our names; what isn't here belongs to no layer of the network's trunk
 */
public record Recognised(WeightSource source, Map<String, SourceTensor> tensors) {}
