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
  /** No model sees the instance any more: it ended the process, or took too long, too often. */
  INSTANCE_QUARANTINED,
  /** Somebody told how many instances a study will have, or that it is complete. */
  COMPLETION_TOLD,
  /** The files of a study were removed after their retention time. */
  STUDY_PURGED,
  /** A person withdrew a result. */
  RESULT_WITHDRAWN,
  /** A report of our own came back. */
  OWN_OUTPUT_IGNORED,
  STUDY_COMPLETE,
  /** A model's work on a study ended. */
  RUN_ENDED,
  REPORT_SENT,
  REPORT_NOT_SENT,
  /** A peer asked whether we keep instances (storage commitment). */
  COMMITMENT_ASKED,
  /** It has been told the result. */
  COMMITMENT_TOLD,
  /** A destination answered that it keeps a report. */
  REPORT_COMMITTED,
  /** A destination answered that it doesn't; the report is sent again. */
  REPORT_NOT_COMMITTED,
  /** Somebody asked for parked work to be tried again. */
  RETRY_ASKED
}
