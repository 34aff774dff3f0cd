package org.truncus.gateway.deliver;

import org.truncus.gateway.work.OutputKind;

/**
 * An object on its way to one destination.
 *
 * @param destination {@link Destination#key()}
 * @param kind what the object is
 * @param sopClassUid of the object
 * @param sopInstanceUid of the object
 * @param sha256 of its file
 * @param attempts begun so far, this one included
 * @param permanentFailures refusals for good since it was queued
 * @param queuedAt the limit for giving up counts from here; epoch milliseconds
 * @param commitment what the destination answered when asked whether it keeps the report: ASKED,
 *     COMMITTED, REFUSED, SILENT, or null where it wasn't asked
 * @param lastStatus of the last C-STORE response, four hexadecimal digits, or null
 */
public record OutboxRow(
    long id,
    String studyUid,
    int revision,
    String model,
    OutputKind kind,
    String sopClassUid,
    String sopInstanceUid,
    String sha256,
    String destination,
    OutboxState state,
    int attempts,
    int permanentFailures,
    long nextAt,
    long queuedAt,
    String lastStatus,
    String lastError,
    Long deliveredAt,
    String commitment) {}
