/**
 * Networks in TensorFlow: layers with Keras' names, backbones as lists of blocks, cuts, heads, the
 * preprocessing graph, variables and constants as weights, the Adam optimiser, devices and
 * sessions. What a network looks like (shapes, counts, names) is known without loading TensorFlow.
 * The training loop lives in {@code org.truncus.train}, weight files in {@code
 * org.truncus.weights}.
 */
package org.truncus.net;
