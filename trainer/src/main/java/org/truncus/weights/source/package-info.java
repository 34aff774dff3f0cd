/**
 * Which network a file's weights belong to, and how its tensors are called and laid out here: one
 * rule for each library's names. Names and shapes don't tell strides, epsilon and preprocessing;
 * the library does, so a file whose library isn't known is not imported.
 */
package org.truncus.weights.source;
