package org.truncus.gateway.audit;

/** What kinds of things are written down. */
public enum AuditEvent {
  GATEWAY_STARTED,
  GATEWAY_STOPPED,
  /** A peer's association ended. */
  ASSOCIATION,
  INSTANCE_RECEIVED,
  /** Answered with a failure status. */
  INSTANCE_REFUSED,
  /** The same SOP Instance UID with other content; the first stays. */
  INSTANCE_CONFLICT,
  /** A report of our own came back. */
  OWN_OUTPUT_IGNORED,
  STUDY_COMPLETE,
  /** A model's work on a study ended. */
  RUN_ENDED,
  REPORT_SENT,
  REPORT_NOT_SENT,
  /** Somebody asked for parked work to be tried again. */
  RETRY_ASKED
}
