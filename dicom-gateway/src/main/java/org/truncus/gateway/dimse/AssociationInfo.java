package org.truncus.gateway.dimse;

import java.util.Optional;

/**
 * Who speaks in an association.
 *
 * @param id unique in the life of the listener; for logs and rows, never a DICOM UID
 * @param callingAet as the peer says it, trimmed; self-asserted
 * @param calledAet one of our own titles
 * @param remoteAddress the peer's IP address, without port and without a name look-up
 * @param tlsSubject the distinguished name in the certificate the peer proved to own (RFC 2253);
 *     empty without TLS, or where it showed none
 */
public record AssociationInfo(
    String id,
    String callingAet,
    String calledAet,
    String remoteAddress,
    Optional<String> tlsSubject) {

  /** Without TLS. */
  public AssociationInfo(String id, String callingAet, String calledAet, String remoteAddress) {
    this(id, callingAet, calledAet, remoteAddress, Optional.empty());
  }
}
