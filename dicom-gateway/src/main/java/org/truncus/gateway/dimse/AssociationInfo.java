package org.truncus.gateway.dimse;

/**
 * Who speaks in an association.
 *
 * @param id unique in the life of the listener; for logs and rows, never a DICOM UID
 * @param callingAet as the peer says it, trimmed; self-asserted
 * @param calledAet one of our own titles
 * @param remoteAddress the peer's IP address, without port and without a name look-up
 */
public record AssociationInfo(
    String id, String callingAet, String calledAet, String remoteAddress) {}
