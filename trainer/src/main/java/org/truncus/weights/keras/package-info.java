/**
 * Keras' weight files as tensors called {@code layer.weight}: HDF5 of Keras 1 and 2, {@code
 * .weights.h5} and {@code .keras} of Keras 3, TensorFlow.js. What a file says about its layers is
 * kept, for names and shapes alone don't tell strides and epsilon.
 */
package org.truncus.weights.keras;
