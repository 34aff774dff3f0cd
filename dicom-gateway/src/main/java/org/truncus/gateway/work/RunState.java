package org.truncus.gateway.work;

/** How far one model has come with one revision of a study. */
public enum RunState {
  /** Waits for its time and a worker. */
  READY,
  /** A worker holds the lease. */
  RUNNING,
  /** There is a result. */
  DONE,
  /** The eligible instances are those of an earlier result, which stays the answer. */
  UNCHANGED,
  /** Nothing was eligible; the reason says why. */
  SKIPPED,
  /** A newer revision took its place before it began. */
  SUPERSEDED,
  /** Parked after too many attempts; waits for a person. */
  FAILED
}
