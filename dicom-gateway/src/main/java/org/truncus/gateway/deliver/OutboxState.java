package org.truncus.gateway.deliver;

/** How far a report has come on its way to one destination. */
public enum OutboxState {
  /** Waits for its time. */
  PENDING,
  /** A worker holds the lease. */
  SENDING,
  /** The destination answered that it has it. */
  DELIVERED,
  /** The destination refuses for good; waits for a person. */
  HELD,
  /** The destination wasn't there for too long; waits for a person. */
  DEAD,
  /** Its result was withdrawn before it was sent. */
  WITHDRAWN
}
