package org.truncus.gateway.work;

/**
 * An object made of a result.
 *
 * @param sha256 of the file; also its name in the data folder
 */
public record OutputRow(
    long id,
    long resultId,
    OutputKind kind,
    String sopClassUid,
    String sopInstanceUid,
    String sha256,
    long createdAt) {}
