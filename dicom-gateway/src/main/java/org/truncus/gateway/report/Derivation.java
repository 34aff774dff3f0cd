package org.truncus.gateway.report;

/** How a study's score comes from those of its images. */
public enum Derivation {
  MAXIMUM,
  MEAN
}
