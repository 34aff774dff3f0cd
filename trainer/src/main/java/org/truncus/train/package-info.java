/**
 * Training runs: the resolved configuration, the input pipeline with its augmentation, the training
 * loop with checkpoints and resume, the run folder ({@code run.json}, {@code history.csv},
 * predictions, report), and the evaluation of a finished run. How a network is built lives in
 * {@code org.truncus.net}, what a weight file holds in {@code org.truncus.weights}, how lists are
 * read in {@code org.truncus.list}; a package for serving is made by the exporter.
 */
package org.truncus.train;
