/**
 * The model package: a SavedModel in the TensorFlow Serving layout with {@code
 * assets.extra/truncus.json} and a model card beside it. Writes it from a run, opens it and proves
 * its integrity (without TensorFlow), runs it.
 *
 * <p>Layers and preprocessing come from {@code org.truncus.net}, calibration from {@code
 * org.truncus.calibrate}; judging a package on a list is {@code org.truncus.validate}.
 */
package org.truncus.model;
