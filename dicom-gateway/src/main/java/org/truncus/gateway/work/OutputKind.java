package org.truncus.gateway.work;

/** What an object is that was made of a result. */
public enum OutputKind {
  /** A structured report. */
  REPORT,
  /** A heat map over an image. */
  SALIENCY,
  /** Says that reports sent before are withdrawn. */
  WITHDRAWAL
}
