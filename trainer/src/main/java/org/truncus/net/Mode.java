package org.truncus.net;

/** What a graph is built for. */
public enum Mode {
  /** Batch normalisation uses the statistics of the batch and updates its moving averages. */
  TRAIN,
  /** Batch normalisation uses its moving averages; the output of a row depends on that row only. */
  INFERENCE
}
