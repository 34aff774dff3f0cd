package org.truncus.gateway.dimse;

/** Whether trying again later can help. */
public enum FailureKind {
  /** The same attempt will fail again until somebody changes a setting or the object. */
  PERMANENT,
  /** The peer or the network may be better later. */
  TRANSIENT
}
