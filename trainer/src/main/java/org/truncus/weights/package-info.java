/**
 * What a weight is and the files it comes in: names, shapes and initial values ({@code WeightSpec},
 * {@code Initializer}), values in memory ({@code WeightTensor}), safetensors and Keras HDF5 files,
 * and the import of a file into a network's prefix with proof of coverage. Nothing here knows
 * TensorFlow; what the weights compute lives in {@code org.truncus.net}.
 */
package org.truncus.weights;
